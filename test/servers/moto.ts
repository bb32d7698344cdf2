import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { onFreePort, startService, stopService } from "./http-service.ts";
import { installed } from "./places.ts";
import { debian, onPath } from "./programs.ts";
import type { ServerKind } from "./server.ts";

const run = promisify(execFile);
const requirement = "moto[server]==5.2.5";
const place = (): string => installed("moto");
/** Written when the installation is complete: what it was. */
const complete = (): string => join(place(), "complete");
const isComplete = (): boolean => existsSync(complete()) && readFileSync(complete(), "utf8") === requirement;

/** SQS, SNS, Lambda mappings and CloudWatch alarms of PyPI, state in memory: https://docs.getmoto.org */
export const moto: ServerKind = {
  kind: "moto",
  missing() {
    if (isComplete()) return undefined;
    return onPath("python3") === undefined ? "Python 3: apt-get install python3-venv" : `pip install '${requirement}'`;
  },
  async install() {
    if (isComplete()) return;
    const made = () => run("python3", ["-m", "venv", place()], { timeout: 120_000 });
    await made().catch(async () => {
      await debian("python3-venv");
      await made();
    });
    const python = join(place(), "bin", "python");
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], { timeout: 600_000 });
    writeFileSync(complete(), requirement);
  },
  async start(folder, again) {
    const program = join(place(), "bin", "moto_server");
    return onFreePort(again, (port) => {
      const args = ["-H", "127.0.0.1", "-p", String(port)];
      return startService({ kind: "moto", program, args, folder, port, path: "/moto-api/", says: "Running on" });
    });
  },
  stop: stopService,
};
