import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { onFreePort, startService, stopService } from "./http-service.ts";
import { installed } from "./places.ts";
import type { ServerKind } from "./server.ts";

const run = promisify(execFile);
const version = "2.4.1";
const home = (): string => join(installed("fauxqs"), "node_modules", "fauxqs");

/**
 * Four things are mended: it listens on all interfaces whatever it is told, names its queues by a host that not every machine
 * resolves, with its state on disk loses a message whose visibility timeout is set to 0, and waits for the disk at every change,
 * which only a machine that loses power needs: what a killed process has written is there.
 */
const program = `
import { Server } from "node:net";
const listen = Server.prototype.listen;
Server.prototype.listen = function (where, ...rest) {
  return listen.call(this, typeof where === "object" && where.port !== undefined ? { ...where, host: "127.0.0.1" } : where, ...rest);
};
const [folder, port, dataDir] = process.argv.slice(1);
const { SqsStore } = await import(folder + "/sqs/sqsStore.js");
SqsStore.prototype.buildQueueUrl = (name) => "http://127.0.0.1:" + port + "/000000000000/" + name;
const { PersistenceManager } = await import(folder + "/persistence.js");
PersistenceManager.prototype.updateMessageReady = function (id) {
  this.db.prepare("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?").run(id);
};
const { DatabaseSync } = await import("node:sqlite");
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql);
  if (/journal_mode/.test(sql)) exec.call(this, "PRAGMA synchronous = OFF");
};
const { startFauxqs } = await import(folder + "/app.js");
const server = await startFauxqs({ port: Number(port), dataDir, logger: false });
console.log("listening on", port);
process.once("SIGTERM", () => server.stop().finally(() => process.exit(0)));
`;

/** SQS and SNS of npm, state on disk. It validates little: https://github.com/kibertoad/fauxqs */
export const fauxqs: ServerKind = {
  kind: "fauxqs",
  missing() {
    const [major, minor] = process.versions.node.split(".").map(Number) as [number, number];
    if (major < 22 || (major === 22 && minor < 5)) return "Node.js 22.5 or newer: npm exec -- node …";
    return installedVersion() === version ? undefined : `npm install fauxqs@${version}`;
  },
  async install() {
    if (installedVersion() === version) return;
    const place = installed("fauxqs");
    writeFileSync(join(place, "package.json"), JSON.stringify({ name: "fauxqs-server", private: true, dependencies: { fauxqs: version } }));
    await run("npm", ["install", "--prefix", place, "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: place, timeout: 300_000 });
  },
  async start(folder, again) {
    const entry = pathToFileURL(join(home(), "dist")).href;
    return onFreePort(again, (port) => {
      const args = ["--input-type=module", "--eval", program, entry, String(port), folder];
      return startService({ kind: "fauxqs", program: process.execPath, args, folder, port, path: "/health", says: "listening on" });
    });
  },
  stop: stopService,
};

function installedVersion(): string | undefined {
  const file = join(home(), "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { version?: string }).version : undefined;
}
