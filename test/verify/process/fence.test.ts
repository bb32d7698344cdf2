import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { joinPort } from "../../../src/verify/subjects/process/doors.ts";
import { environmentFiles } from "../../../src/verify/subjects/process/environment-files.ts";
import { type Fence, makeFence, portsOf } from "../../../src/verify/subjects/process/fence.ts";
import type { Network } from "../../../src/verify/subjects/process/network.ts";

const folder = mkdtempSync(join(tmpdir(), "fence-"));
const elsewhere = mkdtempSync(join(tmpdir(), "sockets-"));
const servers: Server[] = [];

async function listening(text: string, at: number | string = 0): Promise<number> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(text));
  servers.push(server);
  await new Promise<void>((resolve) => (typeof at === "string" ? server.listen(at, resolve) : server.listen(at, "127.0.0.1", resolve)));
  return typeof at === "string" ? 0 : (server.address() as { port: number }).port;
}

const socket = join(elsewhere, "daemon.sock");
await listening("a daemon", socket);
for (const name of [".env", ".env.local", ".env.example"]) writeFileSync(join(elsewhere, name), "KEY=of the user");
const fencing = await makeFence(folder, process.env, environmentFiles(elsewhere));
if ("why" in fencing) console.warn(`NOT TESTED: ${fencing.why}`);
const fenced = test.runIf("network" in fencing);
const fence = fencing as Fence;
const slow = { timeout: 20_000 };

const asks = `const [host, port] = process.argv.slice(1);
require("node:net").connect(port === undefined ? { path: host } : { host, port: Number(port), timeout: 3000 })
  .on("data", (data) => { console.log(String(data)); process.exit(); })
  .on("error", (error) => { console.log(error.code); process.exit(); }).on("timeout", () => { console.log("timeout"); process.exit(); });`;

/** From inside, in a process of its own; our servers must answer meanwhile. */
async function run(network: Network, command: readonly string[]): Promise<string> {
  const [program = "", ...args] = network.wrap(command, tmpdir());
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  return said.trim();
}
const reached = (network: Network, ...where: (string | number)[]): Promise<string> =>
  run(network, [process.execPath, "-e", asks, ...where.map(String)]);

let [open, closed] = [0, 0];
let network: Network;
beforeAll(async () => {
  [open, closed] = [await listening("hello"), await listening("never")];
  if (!("network" in fencing)) return;
  network = await fence.network("0 A");
  await network.only(new Map([[open, joinPort(open)]]));
});
afterAll(() => {
  if ("end" in fencing) fencing.end();
  for (const server of servers) server.close();
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
});

fenced.each([
  ["a port that was opened", "127.0.0.1", () => open, "hello"],
  ["the same on another address", "192.0.2.1", () => open, "hello"],
  ["the same by a name that nobody has", "broker.of.a.compose-file", () => open, "hello"],
  ["the same on IPv6", "::1", () => open, "hello"],
  ["another port of this machine", "127.0.0.1", () => closed, "ECONNREFUSED"],
  ["another machine", "192.0.2.1", () => 80, "ECONNREFUSED"],
])("%s", slow, async (_, host, port, answer) => {
  expect(await reached(network, host, port())).toBe(answer);
});

fenced("a name has an address of its own, by which it is known", slow, async () => {
  const [one, other] = [
    await run(network, ["getent", "ahostsv4", "db.example.org"]),
    await run(network, ["getent", "ahostsv4", "payments"]),
  ];
  const addresses = [one, other].map((text) => text.split(/\s/)[0] ?? "");
  expect(new Set(addresses).size).toBe(2);
  expect(addresses.map((address) => fence.nameOf(address))).toEqual(["db.example.org", "payments"]);
  expect(await run(network, ["getent", "ahostsv4", "localhost"])).toMatch(/^127\.0\.0\.1 /);
});

fenced("a socket on which a daemon listens is not there", slow, async () => {
  expect(await reached(network, socket)).toBe("ECONNREFUSED");
});

fenced("what is opened later is reached, and what was closed is not", slow, async () => {
  const own = await fence.network("0 B");
  const later = await listening("later");
  await own.only(new Map([[open, joinPort(open)]]));
  await own.open(later, joinPort(later));
  expect(await reached(own, "127.0.0.1", later)).toBe("later");
  await own.only(new Map([[later, joinPort(open)]]));
  expect([await reached(own, "127.0.0.1", later), await reached(own, "127.0.0.1", open)]).toEqual(["hello", "ECONNREFUSED"]);
});

fenced("two instances listen on the same port, and it leads each to its own", slow, async () => {
  const serve = `const server = require("node:net").createServer().listen(8080, () => setTimeout(() => { console.log("listens"); process.exit(); }, 500));
    server.on("error", (error) => { console.log(error.code); process.exit(); });`;
  const both = [network, await fence.network("1 A")].map((each) => run(each, [process.execPath, "-e", serve]));
  expect(await Promise.all(both)).toEqual(["listens", "listens"]);
});

fenced("the process connects from no port that may be opened", slow, async () => {
  const range = await run(network, ["cat", "/proc/sys/net/ipv4/ip_local_port_range"]);
  expect(range).toMatch(/^61000\s+65535$/);
});

fenced("a process starts in its folder, with the files of this machine", slow, async () => {
  expect(await run(network, ["pwd"])).toBe(tmpdir());
  expect(await run(network, ["ls", folder])).toContain("etc");
});

fenced("files of secrets are empty inside, and as they were outside", slow, async () => {
  const read = (name: string) => run(network, ["cat", join(elsewhere, name)]);
  expect([await read(".env"), await read(".env.local"), await read(".env.example")]).toEqual(["", "", "KEY=of the user"]);
  expect(readFileSync(join(elsewhere, ".env"), "utf8")).toBe("KEY=of the user");
});

fenced("its processes end with it", slow, async () => {
  const other = (await makeFence(mkdtempSync(join(folder, "other-")), process.env)) as Fence;
  const command = (await other.network("0 A")).wrap([], "/");
  const pid = command[command.indexOf("--target") + 1]!;
  other.end();
  await expect.poll(() => /^(?:Z.*)?$/.test(spawnSync("ps", ["-o", "stat=", "-p", pid]).stdout.toString().trim())).toBe(true);
});

test("which of the opened hosts can be let through", () => {
  expect(portsOf(["localhost:6379", "127.0.0.1:80", "db.example.org", "localhost"])).toEqual({
    ports: [6379, 80],
    others: ["db.example.org", "localhost"],
  });
});
