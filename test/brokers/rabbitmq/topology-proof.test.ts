import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Broker, Wanted } from "../../../src/brokers/broker.ts";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import { proveTopology } from "../../../src/delivery/poison.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { newVhost, onExchange, type Vhost } from "./running.ts";

const rungsMs = [100, 400, 900];
const wanted: Wanted = { consumer: "svc/a.ts#billing", channel: "orders", group: "billing", retry: { ...defaultRetry, rungsMs } };

/** Breaks a shadow by hand after it was made, before the canary is sent. */
function brokenBy(breakIt: (vhost: Vhost, queue: string) => Promise<void>, vhost: Vhost): Broker {
  return {
    ...rabbitmq,
    async shadow(opening) {
      const session = await rabbitmq.shadow(opening);
      return {
        ...session,
        async subscribe(reader, ...rest) {
          await breakIt(vhost, reader.channel);
          return session.subscribe(reader, ...rest);
        },
      };
    },
  };
}

interface Found {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}

describe.skipIf(!(await hasServer("rabbitmq")))("topology proof on RabbitMQ", () => {
  let vhost: Vhost;
  beforeEach(async () => {
    vhost = await newVhost(await serverOf("rabbitmq"));
  });
  afterEach(() => vhost.drop());

  const prove = (broker: Broker = rabbitmq, wish = wanted) => proveTopology(broker, wish, vhost.opening, "proof-1");
  const leftovers = async () => {
    const { management } = vhost;
    const [queues, policies] = [
      await management.get<Found[]>(management.path("queues")),
      await management.get<Found[]>(management.path("policies")),
    ];
    return [...queues!, ...policies!].map(({ name }) => name);
  };

  test("the whole ladder of 1, 5 and 30 s", async () => {
    const proof = await prove(rabbitmq, { ...wanted, retry: defaultRetry });
    expect(proof).toMatchObject({ outcome: "proven", deliveries: 4, clock: "real" });
    expect(await leftovers()).toEqual([]);
  }, 60_000);

  test("scaled, from a queue and from an exchange; nothing is left", async () => {
    expect(await prove()).toMatchObject({ outcome: "proven", deliveries: 4 });
    const fromExchange = { ...rabbitmq, topology: (wish: Wanted) => rabbitmq.topology(onExchange(wish)) };
    expect(await prove(fromExchange)).toMatchObject({ outcome: "proven", deliveries: 4 });
    expect(await leftovers()).toEqual([]);
  });

  test("with an order that is kept: what comes later waits behind a failed message", async () => {
    const ordered = { ...wanted, retry: { ...wanted.retry, ordering: "key" as const } };
    expect(await prove(rabbitmq, ordered)).toMatchObject({ outcome: "proven", deliveries: 4, why: expect.any(String) });
  });

  test("a policy that was there before is outranked and kept", async () => {
    const { management } = vhost;
    await management.put(management.path("policies", "ops"), {
      pattern: "^orders",
      "apply-to": "queues",
      definition: { "max-length": 5000 },
      priority: 7,
    });
    expect(await prove()).toMatchObject({ outcome: "proven", deliveries: 4 });
    expect(await leftovers()).toEqual(["ops"]);
  });

  const faults: readonly (readonly [what: string, why: RegExp, breakIt: (vhost: Vhost, queue: string) => Promise<void>])[] = [
    [
      "the policy that wires the dead letter is dropped",
      /rabbitmq:policy:\S+: It is not there/,
      async ({ management: { get, path, delete: drop } }) => {
        for (const { name } of (await get<Found[]>(path("policies")))!) await drop(path("policies", name));
      },
    ],
    [
      "a foreign policy of higher priority is added",
      /deadLetter is nothing: policy ops \(priority 9\) hides gm-/,
      ({ management: { put, path } }) =>
        put(path("policies", "ops"), { pattern: "^orders", "apply-to": "queues", definition: { "max-length": 100_000 }, priority: 9 }),
    ],
    [
      "a rung waits for another time",
      /x-message-ttl is 50 and must be 400/,
      async ({ management: { get, put, path, delete: drop } }, queue) => {
        const name = `${queue}.billing.retry.400ms`;
        const { arguments: given } = (await get<Found>(path("queues", name)))!;
        await drop(path("queues", name));
        await put(path("queues", name), { durable: true, arguments: { ...given, "x-message-ttl": 50 } });
      },
    ],
    [
      "a policy shortens all waits",
      /x-message-ttl is 60 \(policy hurry, priority 1\)/,
      ({ management: { put, path } }) =>
        put(path("policies", "hurry"), { pattern: "retry", "apply-to": "queues", definition: { "message-ttl": 60 }, priority: 1 }),
    ],
    [
      "the dead letter is gone",
      /orders\S+\.billing\.dlq: It is not there/,
      ({ management: { path, delete: drop } }, queue) => drop(path("queues", `${queue}.billing.dlq`)),
    ],
    [
      "dead letters are thrown away after a while",
      /x-message-ttl is 86400000 \(policy tidy, priority 0\)/,
      ({ management: { put, path } }) =>
        put(path("policies", "tidy"), { pattern: "dlq$", "apply-to": "queues", definition: { "message-ttl": 86_400_000 }, priority: 0 }),
    ],
  ];

  test.each(faults)("%s: denied, and why names it", async (_, why, breakIt) => {
    const proof = await prove(brokenBy(breakIt, vhost));
    expect(proof.outcome).toBe("denied");
    expect(proof.why).toMatch(why);
  });
});
