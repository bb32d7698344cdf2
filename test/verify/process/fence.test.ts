import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Fence, makeFence, portsOf } from "../../../src/verify/subjects/process/fence.ts";

const folder = mkdtempSync(join(tmpdir(), "fence-"));
const fencing = await makeFence(folder, process.env);
const servers: Server[] = [];
if ("why" in fencing) console.warn(`NOT TESTED: ${fencing.why}`);

async function echo(): Promise<number> {
  const server = createServer((socket) => socket.on("error", () => undefined).end("hello"));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}

const script = `const [host, port] = process.argv.slice(1);
require("node:net").connect({ host, port: Number(port), timeout: 3000 }).on("data", (data) => { console.log(String(data)); process.exit(); })
  .on("error", (error) => { console.log(error.code); process.exit(); }).on("timeout", () => { console.log("timeout"); process.exit(); });`;

/** From inside, in a process of its own; our servers must answer meanwhile. */
async function reached(fence: Fence, host: string, port: number): Promise<string> {
  const { spawn } = await import("node:child_process");
  const [program = "", ...args] = fence.wrap([process.execPath, "-e", script, host, String(port)]);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  return said.trim();
}

let [open, closed] = [0, 0];
beforeAll(async () => {
  [open, closed] = [await echo(), await echo()];
  if ("open" in fencing) await fencing.open([open]);
});
afterAll(() => {
  if ("end" in fencing) fencing.end();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.runIf("wrap" in fencing).each([
  ["a port that was opened", "127.0.0.1", () => open, /^hello$/],
  ["another port of this machine", "127.0.0.1", () => closed, /^ECONNREFUSED$/],
  ["another machine", "192.0.2.1", () => 80, /^ENETUNREACH$/],
])("%s", { timeout: 20_000 }, async (_, host, port, answer) => {
  expect(await reached(fencing as Fence, host, port())).toMatch(answer);
});

test.runIf("wrap" in fencing)("what was opened later is reached too", { timeout: 20_000 }, async () => {
  const later = await echo();
  await (fencing as Fence).open([later]);
  expect(await reached(fencing as Fence, "127.0.0.1", later)).toBe("hello");
});

test.runIf("wrap" in fencing)("its processes end with it", async () => {
  const other = mkdtempSync(join(folder, "other-"));
  const fence = (await makeFence(other, process.env)) as Fence;
  const pid = fence.wrap([])[5];
  fence.end();
  await expect
    .poll(() =>
      /^[^Z]*$/.test(
        spawnSync("ps", ["-o", "stat=", "-p", String(pid)])
          .stdout.toString()
          .trim() || "Z",
      ),
    )
    .toBe(false);
});

test("which of the opened hosts can be let through", () => {
  expect(portsOf(["localhost:6379", "127.0.0.1:80", "db.example.org", "localhost"])).toEqual({
    ports: [6379, 80],
    others: ["db.example.org", "localhost"],
  });
});
