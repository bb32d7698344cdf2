import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumeCases, first, handling, linesOf, playOnce, unobserved } from "./real-worker.ts";

const imports = `import net from "node:net"; import { connect as secure } from "node:tls"; import http from "node:http"; import http2 from "node:http2"; import dns, { lookup } from "node:dns"; import dgram from "node:dgram";`;
const failing = (emitter: string) => `await new Promise<void>((ok) => ${emitter}.on("error", (error: Error) => { say(error); ok(); }));`;

const refused: [name: string, body: string, message: string, told: string][] = [
  ["a socket", failing(`net.connect(5432, "10.0.0.1")`), "connect ECONNREFUSED 10.0.0.1:5432", "tcp 10.0.0.1:5432"],
  ["a socket of its own", failing(`new net.Socket().connect({ port: 6379 })`), "connect ECONNREFUSED localhost:6379", "tcp localhost:6379"],
  ["TLS", failing(`secure({ host: "db.example", port: 5433 })`), "connect ECONNREFUSED db.example:5433", "tcp db.example:5433"],
  ["HTTP/2", failing(`http2.connect("https://api.example")`), "connect ECONNREFUSED api.example:443", "tcp api.example:443"],
  ["a socket of the system", failing(`net.connect("/run/docker.sock")`), "connect ECONNREFUSED /run/docker.sock", "unix /run/docker.sock"],
  [
    "HTTP over a socket of the system",
    failing(`http.get({ socketPath: "/run/docker.sock", path: "/info" })`),
    "connect ECONNREFUSED /run/docker.sock",
    "unix /run/docker.sock",
  ],
  [
    "an upgrade",
    failing(`http.get("http://chat.example/", { headers: { connection: "Upgrade", upgrade: "websocket" } })`),
    "connect ECONNREFUSED 127.0.0.1:443",
    "http chat.example",
  ],
  [
    "a name, with a callback",
    `await new Promise<void>((ok) => lookup("db.example", (error) => { say(error); ok(); }));`,
    "getaddrinfo ENOTFOUND db.example",
    "dns db.example",
  ],
  ["a name, with a promise", `await dns.promises.resolve4("db.example").catch(say);`, "query ENOTFOUND db.example", "dns db.example"],
  [
    "a datagram",
    `await new Promise<void>((ok) => dgram.createSocket("udp4").send("x", 8125, "stats.example", (error) => { say(error); ok(); }));`,
    "send EACCES",
    "udp stats.example:8125",
  ],
];
let cases: Awaited<ReturnType<typeof consumeCases>>;
beforeAll(async () => {
  cases = await consumeCases(Object.fromEntries(refused.map(([name, body]) => [name, `${body} ${body}`])), imports);
});
afterAll(() => cases.end());

test.each(refused)("%s is refused, and told once", async (name, _body, message, told) => {
  const outcome = await cases.play(name);
  expect(linesOf(outcome)).toEqual([message, message]);
  expect(unobserved(outcome)).toEqual([told]);
});

test("an opened host is connected to, by port", async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.end("hello");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const source = handling(
    `await new Promise<void>((ok, no) => net.connect(${port}, "127.0.0.1").on("data", (data) => { say(data); ok(); }).on("error", no));`,
    imports,
  );
  const closed = await playOnce(source);
  expect([connections, closed.deliveries[0]!.result]).toEqual([0, "nacked"]);
  const open = await playOnce(source, [first(0)], {}, { allowHosts: [`127.0.0.1:${port}`] });
  expect([connections, linesOf(open)]).toEqual([1, ["hello"]]);
  server.close();
});

test("a server beside the consumer believes that it listens; no port is taken", async () => {
  const source = handling(
    `const server = http.createServer(); await new Promise<void>((ok) => server.listen(3000, ok)); say((server.address() as net.AddressInfo).port);
     const second = http.createServer(); await new Promise<void>((ok) => second.listen(3000, ok)); await new Promise((ok) => server.close(ok)); say("closed");`,
    imports,
  );
  const outcome = await playOnce(source);
  expect(linesOf(outcome)).toEqual(["3000", "closed"]);
  expect(outcome.problems).toEqual([]);
});
