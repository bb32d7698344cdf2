import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ConfirmChannel, Message as Received } from "amqplib";
import { endpointOf } from "../../../src/brokers/rabbitmq/address.ts";
import { depthOf } from "../../../src/brokers/rabbitmq/depth.ts";
import { countOf, heldOf, publication } from "../../../src/brokers/rabbitmq/message.ts";
import { effective, exactly, type Policy, policyFor, type Queue } from "../../../src/brokers/rabbitmq/policies.ts";
import { takes } from "../../../src/brokers/rabbitmq/routes.ts";
import { apart, topologyOf } from "../../../src/brokers/rabbitmq/topology.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";

const policy = (name: string, priority: number, definition: Policy["definition"], more: Partial<Policy> = {}): Policy => ({
  name,
  pattern: "^orders",
  "apply-to": "queues",
  priority,
  definition,
  ...more,
});
const queue = (given: Queue["arguments"] = {}, type = "quorum"): Queue => ({ name: "orders", type, durable: true, arguments: given });

describe("the policy in force", () => {
  test("is one alone, of the highest priority that matches", () => {
    const all = [
      policy("low", 0, { "dead-letter-exchange": "" }),
      policy("high", 5, { "max-length": 10 }),
      policy("other", 9, {}, { pattern: "^payments" }),
      policy("exchanges", 9, {}, { "apply-to": "exchanges" }),
      policy("classic", 9, {}, { "apply-to": "classic_queues" }),
      policy("broken", 9, {}, { pattern: "(?<" }),
    ];
    expect(policyFor(all, queue())?.name).toBe("high");
    expect(policyFor(all, queue({}, "classic"))?.name).toBe("classic");
    expect(policyFor(all, { ...queue(), name: "mail" })).toBeUndefined();
    expect(effective(queue(), "dead-letter-exchange", all, [])).toEqual({ value: null, by: "nobody" });
  });

  test.each([
    ["an argument wins", "dead-letter-exchange", { "x-dead-letter-exchange": "a" }, { "dead-letter-exchange": "p" }, {}, "a", "argument"],
    ["a policy speaks where no argument does", "overflow", {}, { overflow: "reject-publish" }, {}, "reject-publish", "policy"],
    ["of lengths of time the least counts", "message-ttl", { "x-message-ttl": 1000 }, { "message-ttl": 200 }, {}, 200, "policy"],
    ["an operator's limit counts too", "max-length", { "x-max-length": 50 }, { "max-length": 70 }, { "max-length": 10 }, 10, "operator"],
    ["an operator cannot set the exchange", "dead-letter-exchange", {}, {}, { "dead-letter-exchange": "o" }, null, "nobody"],
    ["-1 is no limit", "delivery-limit", { "x-delivery-limit": -1 }, {}, {}, null, "nobody"],
  ] as const)("%s", (_, key, given, said, operator, value, by) => {
    const found = effective(queue(given), key, [policy("p", 1, said)], [policy("o", 1, operator)], 20);
    expect(found).toMatchObject({ value, by });
  });

  test("the server's own limit counts where nobody sets one", () => {
    expect(effective(queue(), "delivery-limit", [], [], 20)).toEqual({ value: 20, by: "default" });
    expect(effective(queue(), "delivery-limit", [], [])).toEqual({ value: null, by: "nobody" });
  });

  test("our pattern matches its queue and no other", () => {
    const name = String.raw`a.b*c[d]\e(f)$-/ü`;
    expect(policyFor([policy("p", 0, {}, { pattern: exactly(name) })], { ...queue(), name })?.name).toBe("p");
    for (const other of [`${name}x`, `x${name}`, name.replace(".", "x")])
      expect(policyFor([policy("p", 0, {}, { pattern: exactly(name) })], { ...queue(), name: other })).toBeUndefined();
  });
});

test.each([
  ["fanout", "x", undefined, true],
  ["direct", "a", "a", true],
  ["direct", "a", "b", false],
  ["direct", "a", undefined, undefined],
  ["topic", "#", "a.b", true],
  ["topic", "a.*", "a.b", true],
  ["topic", "a.*", "a", false],
  ["topic", "a.*", "a.b.c", false],
  ["topic", "a.#.z", "a.z", true],
  ["topic", "a.#.z", "a.b.c.z", true],
  ["topic", "#.b.#", "a.b", true],
  ["topic", "#.b.#", "a.c", false],
  ["headers", "", "a", undefined],
])("a %s exchange, bound by %s, with key %s: %s", (type, binding, key, expected) => {
  expect(takes(type, binding, key)).toBe(expected);
});

test("many # in a binding cost no time", () => {
  expect(takes("topic", Array(500).fill("#").join("."), Array(500).fill("a").join("."))).toBe(true);
});

const received = (properties: object = {}, body = "{}", fields: object = {}): Received =>
  ({
    content: Buffer.from(body),
    fields: { exchange: "", routingKey: "q", redelivered: false, ...fields },
    properties: { headers: {}, ...properties },
  }) as Received;
const died = (queueName: string, reason: string, seconds: number) => ({
  "x-death": [{ queue: queueName, reason, time: { "!": "timestamp", value: seconds }, count: 1 }],
});

describe("a message", () => {
  test("is the same at each look by what names it, and otherwise never", () => {
    const { options } = publication({ headers: {}, body: Buffer.from("{}") }, 1_700_000_000_123);
    const ours = received(options);
    const theirs = received({ messageId: "m-1", headers: died("orders", "rejected", 1_700_000_000) });
    expect(heldOf(ours, 5).atMs).toBe(1_700_000_000_123);
    for (const each of [ours, theirs]) expect(heldOf(each, 5).id).toBe(heldOf(each, 6).id);
    const nameless = received();
    expect(heldOf(nameless, 5).id).not.toBe(heldOf(nameless, 5).id);
    expect(heldOf(received({ messageId: "m-1" }), 5).id).not.toBe(heldOf(received({ messageId: "m-1" }), 5).id);
  });

  test("copies of one event that failed in two groups are two", () => {
    const { options } = publication({ headers: {}, body: Buffer.from("{}") }, 1_700_000_000_123);
    const [one, two] = ["billing", "mail"].map((name) =>
      heldOf(received({ ...options, headers: { ...options.headers, ...died(name, "delivery_limit", 1_700_000_009) } }), 5),
    );
    expect(one!.id).not.toBe(two!.id);
    expect(one!.atMs).toBe(1_700_000_009_000);
  });

  test("that a rung gave back is as old as it was", () => {
    const { options } = publication({ headers: {}, body: Buffer.from("{}") }, 1_700_000_000_123);
    const back = received({ ...options, headers: { ...options.headers, ...died("orders.retry.1s", "expired", 1_700_000_002) } });
    expect(heldOf(back, 5).atMs).toBe(1_700_000_000_123);
  });

  test("keeps its key when it comes by the default exchange, and shows no header of ours", () => {
    const { options } = publication({ key: "k", headers: { a: "1" }, body: Buffer.from("{}") }, 1);
    expect(heldOf(received(options), 5)).toMatchObject({ key: "k", headers: { a: "1" } });
    expect(Object.keys(heldOf(received(options), 5).headers)).toEqual(["a"]);
    expect(heldOf(received({}, "{}", { exchange: "orders", routingKey: "eu.order" }), 5).key).toBe("eu.order");
    expect(heldOf(received(), 5)).not.toHaveProperty("key");
  });

  test("counts its deliveries where the queue does", () => {
    expect(countOf(received())).toBe(1);
    expect(countOf(received({ headers: { "x-delivery-count": 3 } }))).toBe(4);
    expect(countOf(received({}, "{}", { redelivered: true }))).toBe(2);
  });
});

const queueThat = (messageCount: number, consumerCount: number, get: () => Promise<unknown>) => {
  const given: unknown[] = [];
  const fake = { checkQueue: async () => ({ messageCount, consumerCount }), get, nack: (...all: unknown[]) => given.push(all) };
  return { fake: fake as unknown as ConfirmChannel, given };
};

const never = () => Promise.reject(new Error("taken"));

describe("an empty queue", () => {
  test("without a leader is not believed: it does not answer", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const asked = expect(depthOf(queueThat(0, 0, () => new Promise(() => undefined)).fake, "q")).rejects.toThrow("timed out");
    await vi.advanceTimersByTimeAsync(20_000);
    await asked;
  });

  test("that is none is looked at again, and what was taken is given back", async () => {
    const { fake, given } = queueThat(0, 0, async () => ({ fields: { messageCount: 2 } }));
    expect(await depthOf(fake, "q")).toEqual({ ready: 3, consumers: 0 });
    expect(given).toEqual([[{ fields: { messageCount: 2 } }, false, true]]);
  });

  test("that somebody reads has its leader", async () => {
    expect(await depthOf(queueThat(0, 1, never).fake, "q")).toEqual({ ready: 0, consumers: 1 });
    expect(await depthOf(queueThat(0, 0, never).fake, "q", true)).toEqual({ ready: 0, consumers: 0 });
  });
});

test("where a server is", () => {
  expect(endpointOf({ connection: "c", address: { url: "amqps://[::1]/a%2Fb" } })).toMatchObject({
    host: "::1",
    port: 5671,
    vhost: "a/b",
    tls: {},
    user: "guest",
  });
  expect(endpointOf({ connection: "c", address: { url: "amqp://h:1/" } })).toMatchObject({ vhost: "/", port: 1 });
  expect(endpointOf({ connection: "c", address: { url: "amqp://u:p%40@h" } })).toMatchObject({ vhost: "/", user: "u", password: "p@" });
  expect(endpointOf({ connection: "c", address: { url: "amqp://h" } }).management.href).toBe("http://h:15672/");
  for (const url of ["amqp://h/%", "amqp://%@h/"])
    expect(() => endpointOf({ connection: "c", address: { url } })).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});

describe("a topology", () => {
  const wanted = { consumer: "c", channel: "orders", group: "billing", retry: defaultRetry };

  test("of an order that is kept has no rungs, one consumer, and says what that costs", () => {
    const { reader, resources, warnings } = topologyOf({ ...wanted, source: { is: "queue" }, retry: { ...defaultRetry, ordering: "key" } });
    expect(reader.rungs).toEqual([{ waitMs: 1000 }, { waitMs: 5000 }, { waitMs: 30_000 }]);
    expect(resources.find(({ kind, role }) => kind === "queue" && role === "source")!.config).toMatchObject({
      "x-single-active-consumer": true,
    });
    expect(warnings).toEqual([expect.stringContaining("stops all others")]);
  });

  test("keeps the dead letter that is there, and a delivery limit that is enough", () => {
    const { reader, resources } = topologyOf({
      ...wanted,
      source: { is: "queue", queueType: "quorum", deadLetter: "parking", deliveryLimit: 4 },
    });
    expect(reader.deadLetter).toBe("parking");
    expect(resources.at(-1)!.config).toMatchObject({ deadLetter: "parking", "delivery-limit": 4 });
  });

  test("of a queue that is not there says how it will be made", () => {
    expect(topologyOf(wanted).warnings).toEqual([expect.stringContaining("quorum queue")]);
    expect(topologyOf({ ...wanted, source: { is: "queue", queueType: "classic" } }).warnings).toEqual([]);
  });

  test("of a classic queue asks nothing that it cannot do", () => {
    expect(topologyOf({ ...wanted, source: { is: "queue", queueType: "classic" } }).resources.at(-1)!.config).toEqual({
      deadLetter: "orders.billing.dlq",
    });
  });

  test.each([
    [{ source: { is: "queue", queueType: "stream" } }, /stream/],
    [{ source: { is: "exchange", type: "direct" } }, /of type direct/],
    [{ channel: "amq.topic" }, /reserved/],
    [{ channel: "x".repeat(250) }, /too long/],
  ])("refuses %j", (more, why) => {
    expect(() => topologyOf({ ...wanted, ...more })).toThrow(why);
  });

  test("apart: names begin as they did", () => {
    const { resources } = topologyOf(apart({ ...wanted, source: { is: "queue" }, deadLetter: "parking" }, "run/1 x"));
    expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining(["orders.gm-run-1-x", "orders.gm-run-1-x.billing.dlq"]));
  });
});
