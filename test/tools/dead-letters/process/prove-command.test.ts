import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { poisonWatch, proveProcess } from "../../../../src/tools/dead-letters/poison/prove-command.ts";
import type { OpenConsumer } from "../../../../src/tools/verify/open-consumer.ts";
import { materialOf } from "../../../../src/tools/verify/material.ts";
import { rabbitWire } from "../../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import { processSubject } from "../../../../src/verify/subjects/process/subject.ts";
import { hasPostgres, type Postgres, startPostgres } from "../../../servers/postgres.ts";
import { hasServer, serverOf } from "../../../servers/servers.ts";

const events = Array.from({ length: 4 }, (_, index) => ({
  event_id: `7d1f0c1e-0000-4000-8000-00000000000${index}`,
  event_type: "order.placed",
  timestamp: `2026-03-02T09:00:0${index}.000Z`,
  data: { account: `a${index % 2}`, amount: index + 1 },
}));

describe.skipIf(!hasPostgres() || !(await hasServer("rabbitmq")))("poison to a process on RabbitMQ", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  async function prove(way: string) {
    const { address } = await serverOf("rabbitmq");
    const url = new URL(address["url"]!);
    const place: Place = {
      host: url.hostname,
      port: Number(url.port),
      management: address["management"]!,
      private: false,
      isDead: (channel) => channel.endsWith(".dlq"),
      isRetry: (channel) => channel.includes(".retry."),
    };
    const watch = poisonWatch();
    const material = materialOf(
      "orders",
      events.map((value, index) => ({ value, place: String(index) })),
      {},
      ({ value }) => value,
    );
    const subject = processSubject(
      {
        root: process.cwd(),
        command: [process.execPath, "test/tools/dead-letters/process/consumer.mjs", way],
        env: {},
        events: material.events,
        ids: material.ids,
        keys: material.keys,
        allowHosts: [],
        setup: ["CREATE TABLE orders (event_id text PRIMARY KEY, amount int NOT NULL)"],
        database: { name: "main", url: await postgres.createDatabase(way) },
      },
      { wire: watch.around.wire(rabbitWire(place)), signal: new AbortController().signal, env: process.env, files: [], lanes: 1 },
    );
    try {
      const opening = await subject.open();
      if ("problem" in opening) throw new Error(opening.problem.message);
      const map = { dlq: [], channels: [] } as unknown as OpenConsumer["map"];
      const consumer: OpenConsumer = { id: "orders", subject, material, how: {}, map, settings: {}, depends: { files: [] } };
      return await proveProcess(consumer, opening.opened, watch);
    } finally {
      await subject.close();
    }
  }

  test("a ladder of its own ends in its dead letter, and its waits grow", { timeout: 90_000 }, async () => {
    const proof = await prove("ladder");
    expect(proof).toMatchObject({ outcome: "proven", retry: { holds: true } });
    expect(proof.poisons.map(({ faultClass, deliveries, deadLetters }) => `${faultClass} ${deliveries} ${deadLetters}`)).toEqual([
      "F17:undecodable 1 1",
      "F17:missing-fields 1 1",
      "F17:failing-effect 3 1",
    ]);
  });

  test.each([
    ["requeue", /F17:undecodable: It comes again at once, time after time/],
    ["reject", /F17:undecodable: It is refused for good, and no dead letter has it/],
    ["swallow", /F17:failing-effect: It is acknowledged although INSERT INTO orders failed, and nothing of it is left/],
  ])("%s is no dead letter", { timeout: 90_000 }, async (way, why) => {
    const proof = await prove(way);
    expect(proof.outcome).toBe("denied");
    expect(proof.why).toMatch(why);
  });
});
