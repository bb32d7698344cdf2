import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Carrier, createCarrier } from "../../../../src/verify/subjects/process/wire/carrier.ts";
import type { Link } from "../../../../src/verify/subjects/process/wire/instance.ts";
import type { Heard, Passage } from "../../../../src/verify/subjects/process/wire/wire.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A carrier before a server that says nothing; what the consumer says is worked off by `work`. */
async function carrierWith(
  work: (link: Link, carrier: Carrier) => Promise<unknown>,
  asked: Passage | (() => Promise<Passage>) = "forward",
) {
  const server: Server = createServer((socket) => socket.resume().on("error", () => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const heard: Heard[] = [];
  const passage = typeof asked === "string" ? async () => asked : asked;
  const gate = { settling: passage, publishing: passage };
  const { port } = server.address() as { port: number };
  const carrier = createCarrier(
    { messages: [], comeAgain: new Set(), gate, heard: (event) => void heard.push(event) },
    { host: "127.0.0.1", port, isRetry: () => false },
    { converse: (link, of) => ({ fromClient: async () => void (await work(link, of)), fromServer: () => undefined }) },
  );
  ends.push(() => carrier.end());
  return { carrier, heard };
}

async function says(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").on("error", () => undefined);
  ends.push(() => socket.destroy());
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write("something");
  return socket;
}

test("a process that was killed while its request was held is lost before the next one starts", async () => {
  const begun: string[] = [];
  const { carrier, heard } = await carrierWith(({ instance }) => {
    begun.push(instance.name);
    return new Promise(() => undefined);
  });
  const lost: string[] = [];
  carrier.onLost((_, name) => void lost.push(name));
  const { port } = await carrier.instance("A");
  const process = await says(port);
  await expect.poll(() => begun).toEqual(["A"]);
  // A heartbeat behind it.
  process.end("something else");
  const next = await carrier.instance("A");
  expect(next.links.size).toBe(0);
  expect(lost).toEqual(["A"]);
  expect(heard).toEqual([{ what: "lost", instance: "A", unsettled: [] }]);
});

test("of a stopped instance nothing is forwarded, also where it settles nothing", async () => {
  const outcomes: boolean[] = [];
  const { carrier } = await carrierWith(async (link, of) => {
    const sent = { instance: "A", channel: "invoices", body: Buffer.from("{}") };
    outcomes.push(await of.publishing(link, sent, () => true), await of.settling(link, [], "ack", () => true));
  }, "stop");
  const { port } = await carrier.instance("A");
  await says(port);
  await expect.poll(() => outcomes).toEqual([false, false]);
});

test("a process that was killed before the gate said stop leaves nothing stopped for the next one", async () => {
  let passed: boolean | undefined;
  const { carrier } = await carrierWith(
    async (link, of) => (passed = await of.publishing(link, { instance: "A", channel: "invoices", body: Buffer.from("{}") }, () => true)),
    async () => {
      process.destroy();
      await expect.poll(() => instance.links.size).toBe(0);
      return "stop";
    },
  );
  const instance = await carrier.instance("A");
  const process = await says(instance.port);
  await expect.poll(() => passed).toBe(false);
  expect(instance.state).toBe("open");
});

test("what a process had said before it was killed does not say that the next one is ready", async () => {
  const heard: boolean[] = [];
  const { carrier } = await carrierWith(async (link, of) => {
    process.destroy();
    await expect.poll(() => link.instance.links.has(link)).toBe(false);
    of.ready(link);
    heard.push(of.isReady("A"));
  });
  const process = await says((await carrier.instance("A")).port);
  await expect.poll(() => heard).toEqual([false]);
});
