import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/brokers/broker.ts";
import { failureHeaders } from "../../src/delivery/headers.ts";
import { inspect, levelOf } from "../../src/delivery/inspect.ts";
import { declare, message } from "../brokers/conformance.ts";
import { running } from "../brokers/embedded/running.ts";

const hour = 3_600_000;

test.each([
  [0, undefined, "none"],
  [1, 0, "alert"],
  [100, hour, "alert"],
  [101, hour, "page"],
  [1, 24 * hour, "alert"],
  [1, 24 * hour + 1, "P1"],
  [500, 25 * hour, "P1"],
] as const)("%d dead letters, the oldest of %s ms: %s", (depth, age, level) => {
  expect(levelOf(depth, age)).toBe(level);
});

async function world() {
  const broker = running("requeue");
  const session = await broker.connect();
  const reader = await declare(broker, session);
  const put = async (error: Error, ageMs: number, body: string, more: Record<string, string> = {}) => {
    const nowMs = broker.clock.now();
    const delivery: Delivery = { ...message(body), id: "1", atMs: nowMs, channel: "orders", redelivered: false, count: 4 };
    const headers = failureHeaders(delivery, {
      consumer: "c",
      attempt: 4,
      error,
      nowMs: nowMs - ageMs,
      words: session.features.words,
      kind: "exhausted",
    });
    await session.publish(reader.deadLetter, message(body, { headers: { ...headers, ...more } }));
  };
  return { broker, session, reader, put, look: (samples = 0) => inspect(session, reader, broker.clock.now(), samples) };
}

describe("looking into a dead letter", () => {
  test("groups causes whatever ids they name, and tells the oldest", async () => {
    const { put, look } = await world();
    for (let order = 0; order < 5; order += 1)
      await put(new TypeError(`Order ${order} of "c-${order}" is unknown`), order * hour, `{"event_id":"e-${order}"}`);
    await put(new RangeError("too late"), 30 * hour, '{"event_id":"old"}', { "gm-redrive-count": "1" });
    expect(await look()).toMatchObject({
      depth: 6,
      level: "P1",
      oldestMs: 30 * hour,
      returned: 1,
      causes: [
        { kind: "exhausted", error: "TypeError", message: 'Order # of "#" is unknown', count: 5 },
        { error: "RangeError", count: 1 },
      ],
      samples: [],
    });
  });

  test("shows samples only when asked, without what they hold", async () => {
    const { put, look, session, reader } = await world();
    await put(
      new Error("x"),
      0,
      '{"event_id":"e-1","event_type":"order.placed","data":{"card":"4111111111111111","lines":[1,2]},"email":"a@b.example"}',
    );
    await session.publish(reader.deadLetter, message("\u0000not json"));
    const { samples } = await look(5);
    expect(samples).toMatchObject([
      {
        eventId: "e-1",
        payload: { event_id: "e-1", event_type: "order.placed", data: { card: "string of 16", lines: "list of 2" }, email: "string of 11" },
      },
      { payload: "9 bytes that are no JSON object" },
    ]);
    expect(JSON.stringify(samples)).not.toMatch(/4111|a@b/);
    expect((await look(1)).samples).toHaveLength(1);
  });

  test("dead letters of other software and hostile headers are counted too", async () => {
    const { look, session, reader } = await world();
    await session.publish(reader.deadLetter, message("x", { headers: { "x-death": "[]" } }));
    await session.publish(
      reader.deadLetter,
      message("x", { headers: { "gm-last-failed-at": "9999999", "gm-error-message": `${"(".repeat(5000)}1` } }),
    );
    const seen = await look();
    expect(seen.depth).toBe(2);
    expect(seen.causes.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(seen.causes.every(({ message }) => message.length <= 220)).toBe(true);
  });

  test("the number of causes is bounded", async () => {
    const { put, look } = await world();
    for (let index = 0; index < 26; index += 1) await put(new Error(`cause ${"abcdefghijklmnopqrstuvwxyz"[index]}`), 0, "{}");
    const { causes, otherCauses } = await look();
    expect([causes.length, otherCauses]).toEqual([20, 6]);
  });

  test("says what waits for the consumer beside it", async () => {
    const { broker, session, reader, look } = await world();
    await session.publish("orders", message("a"));
    await session.publish(reader.rungs[2]!.channel!, message("b"));
    expect(await look()).toMatchObject({ lag: 1, retrying: 1, depth: 0 });
    await broker.stop();
  });
});
