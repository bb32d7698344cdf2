import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { put } from "../workspace/hostile-repository.ts";
import { configure, garage, handlers, kafkaConsumer, own, rabbitConsumer, stays } from "./dead-letters/parking.ts";

const outcomes = (answer: Awaited<ReturnType<typeof configure>>) =>
  Object.fromEntries(
    answer.consumers[0]!.proof.poisons.map(({ faultClass, outcome, deliveries }) => [faultClass.slice(4), `${outcome} ${deliveries}`]),
  );

describe("a handler that throws", () => {
  test("is proven: its poison climbs the ladder and ends in its dead letter; state, journal and record are kept", async () => {
    const root = garage({ "park.js": handlers.good });
    const answer = await configure(root);
    expect(answer).toMatchObject({ status: "ok", broker: "embedded", applied: true, changed: 6, next: [{ tool: "verify-idempotency" }] });
    expect(answer.consumers[0]).toMatchObject({
      outcome: "proven",
      deadLetter: "park.park.dlq",
      topology: { outcome: "proven", deliveries: 4, gapsMs: [1000, 5000, 30_000], clock: "virtual" },
      proof: { retry: { holds: true, gapsMs: [1000, 5000, 30_000] } },
    });
    expect(outcomes(answer)).toEqual({ undecodable: "proven 4", "missing-fields": "proven 4", "failing-effect": "proven 4" });
    expect(answer.notes[0]).toContain("embedded");
    expect(JSON.parse(readFileSync(own(root, `journal/${readdirSync(own(root, "journal"))[0]}`), "utf8"))).toMatchObject({
      plan: answer.plan,
      steps: Array.from({ length: 6 }, () => ({ state: "done" })),
    });
    const { path, signed } = answer.consumers[0]!.evidence;
    expect(signed).toBe(true);
    expect(JSON.parse(readFileSync(`${root}/${path}`, "utf8"))).toMatchObject({
      kind: "dead-letter",
      outcome: "proven",
      broker: "embedded",
      plan: answer.plan,
      depends: { "park.js": expect.any(String) },
      observed: expect.arrayContaining([{ id: "embedded:channel:park.park.retry.5s", config: expect.objectContaining({ delayMs: 5000 }) }]),
    });
  });

  test("configured twice: the second run changes nothing and leaves nothing in the dead letter", async () => {
    const root = garage({ "park.js": handlers.good });
    await configure(root);
    const state = readFileSync(own(root, "embedded/default.json"), "utf8");
    expect(await configure(root)).toMatchObject({ status: "ok", changed: 0 });
    expect(readFileSync(own(root, "embedded/default.json"), "utf8")).toBe(state);
    expect(await call("inspect-dlq", { consumer: "park.js#handle" }, { root })).toMatchObject({ depth: 0 });
  });
});

describe("what denies", () => {
  test.each([
    ["swallows its errors", "swallowing", "handle", /although INSERT INTO seen failed, and nothing of it is left/],
    ["harms its neighbours when it fails", "harming", "handle", /neighbours were harmed/],
    ["takes the second attempt for a duplicate", "forgetful", "handle", /nothing of it is left/],
    ["fails a whole batch for one message", "wholeBatch", "handleBatch", /went down with it/],
  ] as const)("a handler that %s", async (_, kind, name, why) => {
    const answer = await configure(garage({ "park.js": handlers[kind] }), `park.js#${name}`);
    expect(answer).toMatchObject({ status: "negative", consumers: [{ outcome: "denied", why: expect.stringMatching(why) }] });
    expect(answer.consumers[0]!.proof.poisons.find(({ outcome }) => outcome === "denied")!.fix).toMatch(/\.$/);
  });

  test("and a batch that gives back only what failed is proven", async () => {
    expect(outcomes(await configure(garage({ "park.js": handlers.partialBatch }), "park.js#handleBatch"))).toEqual({
      "missing-fields": "proven 4",
      "failing-effect": "proven 4",
    });
  });
});

const files = (body: string) => ({ "package.json": '{"dependencies": {"kafkajs": "2.2.4"}}', "garage.js": kafkaConsumer(body) });

const pass = (topic: string) => `await producer.send({ topic: "${topic}", messages: [{ key: message.key, value: message.value }] });`;

describe("a handler that its client calls must reach its dead letter by its own code", () => {
  const consumer = "garage.js#stays";

  test("it does: proven, without waits", async () => {
    const answer = await configure(garage(files(`    try { book(message); } catch { ${pass("stays.garage.dlq")} }`)), consumer);
    expect(answer).toMatchObject({
      status: "ok",
      consumers: [{ outcome: "proven", imitates: "kafka", deadLetter: "stays.garage.dlq", proof: { retry: { holds: false } } }],
    });
    expect(outcomes(answer)).toMatchObject({ undecodable: "proven 1", "failing-effect": "proven 1" });
  });

  test("it throws: Kafka brings the message again and again, and nothing behind it is read", async () => {
    const answer = await configure(garage(files("    book(message);")), consumer);
    expect(answer).toMatchObject({
      status: "negative",
      consumers: [{ outcome: "denied", why: expect.stringContaining("holds up what is behind it") }],
    });
  });

  test("it swallows: lost", async () => {
    const answer = await configure(garage(files("    try { book(message); } catch {}")), consumer);
    expect(answer).toMatchObject({ status: "negative", consumers: [{ why: expect.stringContaining("the event is lost") }] });
  });

  test("it sends it to a channel that nothing names a dead letter: could not tell, until settings say so", async () => {
    const root = garage(files(`    try { book(message); } catch { ${pass("stays-held-back")} }`));
    const answer = await configure(root, consumer);
    expect(answer.status).toBe("inconclusive");
    expect(answer.consumers[0]!.why).toContain("stays-held-back");
    put(root, { ".godmode/event.json": JSON.stringify({ consumers: { [consumer]: { deadLetter: "stays-held-back" } } }) });
    expect(await configure(root, consumer)).toMatchObject({ status: "ok", consumers: [{ deadLetter: "stays-held-back" }] });
  });
});

test("the record holds no value of an event or a row", async () => {
  const root = garage({ "park.js": handlers.harming });
  const answer = await configure(root);
  const record = readFileSync(`${root}/${answer.consumers[0]!.evidence.path}`, "utf8");
  expect(record).toMatch(/minutes/);
  for (const { event_id, data } of stays) expect(record).not.toMatch(new RegExp(`${event_id}|${data.garage}`));
});

describe("could not tell", () => {
  test("without events there is a record that says so", async () => {
    const root = garage({ "park.js": handlers.good });
    const answer = await configure(root, "park.js#handle", { samples: undefined });
    expect(answer).toMatchObject({
      status: "inconclusive",
      applied: true,
      consumers: [{ outcome: "inconclusive", topology: { outcome: "proven" } }],
    });
    expect(answer.consumers[0]!.why).toMatch(/no events to play/i);
    expect(existsSync(`${root}/${answer.consumers[0]!.evidence.path}`)).toBe(true);
  });

  test("a handler that does nothing", async () => {
    const answer = await configure(garage({ "park.js": "export async function handle() {}" }));
    expect(answer).toMatchObject({ status: "inconclusive", consumers: [{ why: expect.stringContaining("no effect") }] });
  });

  test("one that fails at import", async () => {
    const answer = await configure(garage({ "park.js": 'throw new Error("no database");' }));
    expect(answer).toMatchObject({ status: "inconclusive", consumers: [{ why: expect.stringContaining("no database") }] });
  });
});

const rejecting = (queue: string) => ({
  "package.json": '{"dependencies": {"amqplib": "2.3.1"}}',
  "garage.js": rabbitConsumer(queue, "channel.nack(message, false, false);"),
});

describe("a RabbitMQ consumer that rejects", () => {
  const consumer = "garage.js#stays";
  const bound = `await channel.assertExchange("stays.dlx", "fanout");
await channel.assertQueue("stays.dlq");
await channel.bindQueue("stays.dlq", "stays.dlx", "");
await channel.assertQueue("stays", { arguments: { "x-dead-letter-exchange": "stays.dlx" } });`;

  test("is proven where its queue has a dead letter, without retries", async () => {
    expect(await configure(garage(rejecting(bound)), consumer)).toMatchObject({
      status: "ok",
      consumers: [{ outcome: "proven", imitates: "rabbitmq", proof: { retry: { holds: false } } }],
    });
  });
  test("is denied where it has none: the broker throws the message away", async () => {
    const answer = await configure(garage(rejecting('await channel.assertQueue("stays");')), consumer);
    expect(answer).toMatchObject({ status: "negative", consumers: [{ why: expect.stringContaining("no dead-letter exchange") }] });
  });
});

describe("plans", () => {
  test("a plan is applied by its id, and refused when the world moved", async () => {
    const root = garage({ "garage.js": kafkaConsumer("book(message);"), "package.json": '{"dependencies": {"kafkajs": "2.2.4"}}' });
    const { plan } = await call("plan-dlq", {}, { root });
    put(root, { ".godmode/event.json": JSON.stringify({ consumers: { "garage.js#stays": { ordering: "key" } } }) });
    await expect(call("configure-dlq", { plan }, { root })).rejects.toMatchObject({ code: "PLAN_STALE" });
    expect(existsSync(own(root, "embedded/default.json"))).toBe(false);
    const fresh = await call("plan-dlq", {}, { root });
    expect(await call("configure-dlq", { plan: fresh.plan, samples: "samples.json" }, { root })).toMatchObject({
      applied: true,
      plan: fresh.plan,
    });
  });

  test("a conflict is answered, not applied, and on record", async () => {
    const root = garage({ "park.js": handlers.good });
    await configure(root);
    const file = own(root, "embedded/default.json");
    put(root, { ".godmode/event/embedded/default.json": readFileSync(file, "utf8").replace('"delayMs":5000', '"delayMs":7000') });
    const answer = await configure(root);
    expect(answer).toMatchObject({ status: "negative", applied: false, consumers: [], next: [] });
    expect(answer.summary).toContain("delayMs is 7000 and must be 5000");
  });

  test("usage: neither or both, an unknown consumer, a broken state", async () => {
    const root = garage({ "park.js": handlers.good });
    await expect(call("configure-dlq", {}, { root })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(configure(root, "park.js#handle", { plan: "x" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(configure(root, "nowhere.js#handle")).rejects.toMatchObject({ code: "NOT_FOUND" });
    put(root, { ".godmode/event/embedded/default.json": "{" });
    await expect(configure(root)).rejects.toMatchObject({
      code: "PARSE_FAILED",
      message: expect.stringContaining("embedded/default.json"),
    });
  });
});
