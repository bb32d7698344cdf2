import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/brokers/broker.ts";
import { embedded } from "../../src/brokers/embedded/broker.ts";
import { virtualClock } from "../../src/brokers/clock.ts";
import { eventIdOf, readFailure, requiredHeaders } from "../../src/delivery/headers.ts";
import { FatalError, ladderOf, onLadder } from "../../src/delivery/ladder.ts";
import { defaultRetry } from "../../src/model/delivery.ts";

const clock = virtualClock(Date.UTC(2026, 0, 2));

function ladder(redelivery: Parameters<typeof embedded>[0], ordering: "none" | "key" = "none") {
  const broker = embedded(redelivery);
  const { reader } = broker.topology({
    consumer: "svc/a.ts#on",
    channel: "orders",
    group: "billing",
    retry: { ...defaultRetry, ordering },
  });
  return ladderOf("svc/a.ts#on", reader, broker.features, clock);
}

function delivery(more: Partial<Delivery> = {}): Delivery {
  const body = Buffer.from('{"event_id":"e-1","data":{"card":"4111"}}');
  return { id: "17", atMs: Date.UTC(2026, 0, 1), channel: "orders", headers: {}, body, redelivered: false, count: 1, ...more };
}

describe("four deliveries, three waits, then the dead letter", () => {
  test("where each attempt is stored anew, a header counts", () => {
    const { afterFailure, attemptOf } = ladder("requeue");
    const waits = [];
    let headers: Record<string, string> = {};
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(attemptOf(delivery({ headers }))).toBe(attempt);
      const settlement = afterFailure(delivery({ headers, count: 9 }), new TypeError("no total"));
      waits.push(settlement.do === "nack" ? settlement.afterMs : settlement.do);
      headers = { ...headers, ...("headers" in settlement ? settlement.headers : {}) };
    }
    expect(waits).toEqual([1000, 5000, 30_000, "reject"]);
    expect(requiredHeaders.filter((name) => headers[name] === undefined)).toEqual([]);
    expect(readFailure(headers)).toMatchObject({
      eventId: "e-1",
      attempt: 4,
      kind: "exhausted",
      consumer: "svc/a.ts#on",
      errorClass: "TypeError",
    });
  });

  test("where the broker delays in place, its count counts", () => {
    const { afterFailure } = ladder("ack-wait");
    const fates = [1, 2, 3, 4].map((count) => afterFailure(delivery({ count }), new Error("x")));
    expect(fates.map((fate) => (fate.do === "nack" ? fate.afterMs : fate.do))).toEqual([1000, 5000, 30_000, "reject"]);
  });

  test("where nothing counts, memory does", () => {
    const { afterFailure } = ladder("rewind", "key");
    const fates = [1, 2, 3, 4, 5].map(() => afterFailure(delivery(), new Error("x")));
    expect(fates.map((fate) => (fate.do === "nack" ? fate.afterMs : fate.do))).toEqual([1000, 5000, 30_000, "reject", 1000]);
  });

  test("what no attempt can mend goes there at once", () => {
    const settlement = ladder("requeue").afterFailure(delivery(), new FatalError("not JSON", "undecodable"));
    expect(settlement).toMatchObject({ do: "reject", headers: { "gm-error-kind": "undecodable", "gm-attempt": "1" } });
  });

  test("a batch is settled one by one", async () => {
    const handle = onLadder(ladder("requeue"), async ({ headers }) => {
      if (headers["bad"]) throw new Error("bad");
    });
    expect((await handle([delivery(), delivery({ headers: { bad: "1" } }), delivery()])).map((each) => each.do)).toEqual([
      "ack",
      "nack",
      "ack",
    ]);
  });
});

const failed = (error: unknown, headers: Record<string, string> = {}) => {
  const settlement = ladder("visibility").afterFailure(delivery({ count: 4, headers }), error);
  return settlement.do === "reject" ? settlement.headers! : {};
};

describe("headers of a dead letter", () => {
  test("say where it came from, and when it failed first and last", () => {
    expect(failed(new Error("x"), { "gm-first-failed-at": "2026-01-01T00:00:00.000Z" })).toMatchObject({
      "gm-original-queue": "orders",
      "gm-original-message-id": "17",
      "gm-original-timestamp": "2026-01-01T00:00:00.000Z",
      "gm-first-failed-at": "2026-01-01T00:00:00.000Z",
      "gm-last-failed-at": "2026-01-02T00:00:00.000Z",
    });
  });

  test("hold no credential and are bounded", () => {
    const headers = failed(new Error(`connect amqp://user:hunter22@broker failed ${"ü".repeat(3000)}`));
    expect(JSON.stringify(headers)).not.toContain("hunter22");
    expect(Buffer.byteLength(headers["gm-error-message"]!)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(headers["gm-error-stack"]!)).toBeLessThanOrEqual(4096);
    expect(headers["gm-error-message"]).not.toContain("\uFFFD");
  });

  test("what is thrown may be anything", () => {
    expect(failed("just text")).toMatchObject({ "gm-error-class": "string", "gm-error-message": "just text" });
    expect(failed(undefined)).toMatchObject({ "gm-error-message": "undefined" });
  });

  test("are read without trust", () => {
    expect(
      readFailure({ "gm-attempt": "1e9", "gm-error-kind": "nonsense", "gm-last-failed-at": "yesterday", "gm-redrive-count": "-1" }),
    ).toEqual({ redriveCount: 0 });
  });
});

const id = (body: string, headers = {}) => eventIdOf({ headers, body: Buffer.from(body) });

test("an event's id is its own, never the broker's position", () => {
  expect(id('{"event_id":"a"}')).toBe("a");
  expect(id('{"id":"b"}')).toBe("b");
  expect(id('{"event_id":7}')).toBeUndefined();
  expect(id("not json", { ce_id: "c" })).toBe("c");
  expect(id("not json")).toBeUndefined();
  expect(id('{"event_id":"a"}', { "gm-event-id": "d" })).toBe("d");
});
