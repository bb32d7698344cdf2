import { connect } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { natsClient } from "../../../../src/verify/subjects/process/wire/nats/client.ts";
import { natsWire } from "../../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import type { Gate, Heard, WirePlay } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages } from "./rig.ts";

const billing = { durable_name: "billing", ack_policy: "explicit", deliver_policy: "all" };

describe.skipIf(!(await hasServer("nats")))("on a NATS server that others use", async () => {
  const server = await privateServer("nats");
  const { hostname, port } = new URL(server.started.address["url"]!);
  const place: Place = { host: hostname, port: Number(port), private: false, isDead: () => false, isRetry: () => false };
  const others = await natsClient(place);
  const wire = natsWire(place);
  await wire.open();
  const state = async () =>
    (await others.api<{ state: { messages: number; last_seq: number; consumer_count: number } }>("STREAM.INFO.TEAM")).state;
  const streams = async () => ((await others.api<{ streams?: string[] | null }>("STREAM.NAMES")).streams ?? []).sort();
  await others.api("STREAM.CREATE.TEAM", { name: "TEAM", subjects: ["team.>"], retention: "workqueue", storage: "memory" });
  await others.api("STREAM.CREATE.KV_team", { name: "KV_team", subjects: ["$KV.team.>"], storage: "memory", max_msgs_per_subject: 1 });
  await others.api("CONSUMER.DURABLE.CREATE.TEAM.billing", { stream_name: "TEAM", config: billing });
  await others.request("team.placed", "an order of the team");
  let events: Heard[];
  let play: WirePlay;
  beforeEach(async () => {
    events = [];
    const gate: Gate = { settling: async () => "forward", publishing: async () => "forward" };
    play = await wire.begin({ messages, comeAgain: new Set(), gate, heard: (event) => void events.push(event) });
    return () => play.end();
  });
  afterAll(async () => {
    await wire.close();
    others.close();
    await server.end();
  });

  /** What a process sends over one connection, one after another, and what it got by then. */
  async function say(...commands: readonly (readonly [subject: string, body?: string])[]): Promise<string> {
    const { ports } = await play.address("A");
    const socket = connect(ports[0]!, "127.0.0.1");
    let got = "";
    socket.on("data", (data) => (got += String(data))).on("error", () => undefined);
    let ended = false;
    socket.once("close", () => (ended = true));
    socket.write('CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\nSUB _INBOX.c.* 1\r\n');
    for (const [at, [subject, body = ""]] of commands.entries())
      socket.write(subject.startsWith("SUB ") ? `${subject}\r\n` : `PUB ${subject} _INBOX.c.${at} ${body.length}\r\n${body}\r\n`);
    const answered = () => commands.every((_, at) => got.includes(`_INBOX.c.${at} `));
    await expect.poll(() => ended || answered() || events.some(({ what }) => what === "strange"), { timeout: 10_000 }).toBe(true);
    socket.destroy();
    return got;
  }

  test.each([
    ["$JS.API.CONSUMER.INFO.TEAM.billing"],
    ["$JS.API.CONSUMER.MSG.NEXT.TEAM.billing", '{"batch":1,"expires":100000000}'],
    ["$JS.API.CONSUMER.CREATE.TEAM.other", '{"stream_name":"TEAM","config":{"name":"other","ack_policy":"explicit"}}'],
    ["$JS.API.CONSUMER.DELETE.TEAM.billing"],
    ["$JS.API.STREAM.INFO.TEAM"],
    ["$JS.API.STREAM.PURGE.TEAM"],
    ["$JS.API.STREAM.MSG.DELETE.TEAM", '{"seq":1}'],
    ["$JS.API.STREAM.CREATE.TEAM", '{"name":"TEAM","subjects":["team.>"]}'],
    ["$JS.API.STREAM.CREATE.COPY", '{"name":"COPY","mirror":{"name":"TEAM"}}'],
    ["$JS.API.STREAM.DELETE.TEAM"],
    ["$JS.ACK.TEAM.billing.1.1.1.1795522005103000000.0", "+ACK"],
    ["$JS.hub.API.STREAM.PURGE.TEAM"],
    ["$KV.team.a", "17"],
    ["team.placed", "an event of the test"],
    ["SUB team.placed workers 2"],
  ])("%s does not pass", async (...command) => {
    const got = await say(command);
    expect(events).toContainEqual({ what: "strange", instance: "A", why: expect.stringMatching(/on a server that others use/) });
    expect(got).not.toContain("_INBOX.c.0 1 ");
    expect(await state()).toMatchObject({ messages: 1, last_seq: 1, consumer_count: 1 });
    expect(await streams()).toEqual(["KV_team", "TEAM"]);
  });

  test("streams of its own are made, read, and taken away; its events go nowhere else", async () => {
    const got = await say(
      ["$JS.API.STREAM.CREATE.OWN", '{"name":"OWN","subjects":["own.>"],"storage":"memory"}'],
      ["$JS.API.CONSUMER.DURABLE.CREATE.OWN.billing", JSON.stringify({ stream_name: "OWN", config: billing })],
      ["$JS.API.CONSUMER.MSG.NEXT.OWN.billing", '{"batch":1,"no_wait":true}'],
      ["invoices.created", "{}"],
    );
    expect(got).toContain("404");
    expect(events.filter(({ what }) => what === "strange")).toEqual([]);
    await play.put({ event: 0, kind: "first" }, "A");
    expect((await others.api<{ state: { messages: number } }>("STREAM.INFO.OWN")).state.messages).toBe(1);
    await wire.close();
    expect(await streams()).toEqual(["KV_team", "TEAM"]);
    await wire.open();
  });
});

test.skipIf(!(await hasServer("nats")))("a value that is kept in the server itself is not looked at", async () => {
  const server = await privateServer("nats");
  const { hostname, port } = new URL(server.started.address["url"]!);
  const wire = natsWire({ host: hostname, port: Number(port), private: true, isDead: () => false, isRetry: () => false });
  await wire.open();
  const events: Heard[] = [];
  const gate: Gate = { settling: async () => "forward", publishing: async () => "forward" };
  const play = await wire.begin({ messages, comeAgain: new Set(), gate, heard: (event) => void events.push(event) });
  const socket = connect((await play.address("A")).ports[0]!, "127.0.0.1");
  socket.write('CONNECT {"verbose":false}\r\nPUB $KV.accounts.a1 2\r\n17\r\nPING\r\n');
  await expect.poll(() => events).toContainEqual({ what: "strange", instance: "A", why: expect.stringContaining("$KV.accounts.a1") });
  socket.destroy();
  await play.end();
  await wire.close();
  await server.end();
});
