import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFence } from "../../../src/verify/subjects/process/fence.ts";
import { rabbitWire } from "../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { kafkaWire } from "../../../src/verify/subjects/process/wire/kafka/kafka-wire.ts";
import { natsWire } from "../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import type { Place } from "../../../src/verify/subjects/process/wire/place.ts";
import { sqsWire } from "../../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import type { Wire } from "../../../src/verify/subjects/process/wire/wire.ts";
import { hasPostgres, type Postgres, startPostgres } from "../../servers/postgres.ts";
import { missingPython, pythonProgram } from "../../servers/python.ts";
import { hasServer, type Kind, privateServer } from "../../servers/servers.ts";
import { has, node, verify } from "./rig.ts";

const folder = mkdtempSync(join(tmpdir(), "literal-"));
const fencing = await makeFence(folder, process.env);
if ("end" in fencing) fencing.end();
else console.warn(`NOT TESTED: ${fencing.why}`);
const setup = ["CREATE TABLE levels (sku text PRIMARY KEY, pieces bigint); CREATE TABLE seen (id text PRIMARY KEY)"];
const slow = { timeout: 180_000 };
const few = { budget: { plays: 4, seconds: 120 } };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const brokers: readonly [Kind, (place: Place) => Wire, string][] = [
  ["kafka", kafkaWire, "kafka"],
  ["rabbitmq", rabbitWire, "rabbitmq"],
  ["nats", natsWire, "nats"],
  ["fauxqs", sqsWire, "sqs"],
];

describe.skipIf("why" in fencing || !hasPostgres() || !has("strace"))("addresses that stand in the code", () => {
  let postgres: Postgres;
  let made = 0;
  beforeAll(async () => void (postgres = await startPostgres()));
  afterAll(() => postgres.stop());

  async function played(kind: Kind, wireOf: (place: Place) => Wire, command: readonly string[]) {
    const server = await privateServer(kind);
    try {
      const { url = "", management } = server.started.address;
      const { hostname, port } = new URL(url.includes("://") ? url : `tcp://${url}`);
      // Not as this server speaks of itself to its clients.
      const host = kind === "kafka" ? "localhost" : hostname;
      const place = { host, port: Number(port), private: true, isDead: () => false, isRetry: () => false };
      const wire = wireOf({ ...place, ...(management !== undefined && { management }) });
      const database = { name: "main", url: await postgres.createDatabase(`literal_${made++}`) };
      return (await verify(command, ["F1"], { wire, database, setup }, few)).verification;
    } finally {
      await server.end();
    }
  }

  test.each(brokers)("a consumer on %s reaches a verdict as it is", slow, async (kind, wireOf, file) => {
    if (!(await hasServer(kind))) return console.warn(`NOT TESTED: no ${kind}`);
    const blind = await played(kind, wireOf, node(`literal/${file}.mjs`, "blind"));
    expect(blind).toMatchObject({ verdict: "not-idempotent", counterexample: { reproduced: "3 of 3" } });
    const inbox = await played(kind, wireOf, node(`literal/${file}.mjs`, "inbox"));
    expect(inbox.violations).toEqual([]);
    expect(inbox.coverage.sinks.map(({ sink }) => sink)).toEqual(["postgres:main"]);
    expect(inbox.coverage.notCovered).toEqual([]);
  });

  test("one in Python, too", slow, async () => {
    if (missingPython() !== undefined || !(await hasServer("rabbitmq"))) return console.warn(`NOT TESTED: ${missingPython()}`);
    expect(await played("rabbitmq", rabbitWire, [pythonProgram(), "literal/stock.py"])).toMatchObject({ verdict: "not-idempotent" });
  });
});

const peer = async (way: string) => (await verify(node("literal/peers.mjs", way), ["F1"], {}, few)).verification;
describe.skipIf("why" in fencing || !has("strace"))("peers that stand in the code", () => {
  test.concurrent("an HTTP peer is stood in for", slow, async () => {
    expect(await peer("charge")).toMatchObject({
      verdict: "not-idempotent",
      counterexample: { difference: expect.arrayContaining([expect.objectContaining({ sink: "http" })]) },
    });
  });

  test.concurrent.each([
    ["pay-on-tls", /a connection to api\.payments\.example:443, which speaks TLS/],
    ["count", /a connection to cache:6379/],
    ["trace", /a connection to collector:4318/],
  ])("what nothing here speaks is told by its name: %s", slow, async (way, what) => {
    const verification = await peer(way);
    expect(verification.verdict).toBe("inconclusive");
    expect(JSON.stringify(verification)).toMatch(what);
  });
});
