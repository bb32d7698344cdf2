import { describe, expect, it } from "vitest";
import { HowToRun } from "../../../../src/model/verification.ts";
import type { Delivered } from "../../../../src/verify/effects/gate.ts";
import { shapes } from "../../../../src/verify/player/shapes.ts";
import type { Handler } from "../../../../src/verify/player/shapes/shape.ts";

const message = (n: number, more: Partial<Delivered> = {}): Delivered => ({
  event: { id: `e${n}`, n },
  id: `e${n}`,
  key: "k",
  topic: "t",
  partition: 0,
  offset: n,
  redelivered: false,
  deliveryCount: 1,
  timestampMs: 1_767_225_600_000,
  headers: {},
  ...more,
});

/** Calls a handler through a shape: the outcome, what it was called with, what was acknowledged. */
async function hand(shape: string, handler: Handler, messages: readonly Delivered[] = [message(1)], batch = false) {
  const calls: unknown[][] = [];
  const acked: number[] = [];
  const assumed: string[] = [];
  const recorded: Handler = (...args) => {
    calls.push(args);
    return handler(...args);
  };
  const settled = await shapes[shape]!.hand(recorded, messages, {
    acked: (position) => acked.push(position),
    assume: (text) => assumed.push(text),
    batch,
    ctx: "ctx",
    delivery: "d",
  }).catch((error: unknown) => `threw ${(error as Error).message}`);
  return { settled, calls, acked, assumed };
}

const refuses: Handler = async () => Promise.reject(new Error("no"));

it("has every shape that settings know, under its name", () => {
  expect(Object.keys(shapes).sort()).toEqual([...HowToRun.shape.shape.unwrap().options].sort());
});

describe.each(Object.keys(shapes))("%s", (shape) => {
  it("calls the handler at once, acknowledges a return and refuses a throw", async () => {
    let called = false;
    const returned = hand(shape, async () => void (called = true));
    expect(called).toBe(true);
    expect((await returned).settled).toBe("acked");
    expect((await hand(shape, refuses)).settled).toBe("threw no");
  });

  it("hands undecodable text over as it is", async () => {
    const { calls } = await hand(shape, () => {}, [message(1, { event: { $raw: "{" } })], shape === "lambda-sqs");
    const seen = JSON.stringify(calls, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : bytes(value)));
    expect(seen).toMatch(/"\{"/);
  });

  it("gives each delivery an object of its own", async () => {
    const event = { id: "e1", nested: { n: 1 } };
    await hand(shape, (argument) => spoil(argument), [message(1, { event })]);
    expect(event).toEqual({ id: "e1", nested: { n: 1 } });
  });
});

function bytes(value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: number[] };
  return type === "Buffer" ? Buffer.from(data!).toString() : value;
}

function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
  for (const [name, inner] of Object.entries(value)) {
    spoil(inner);
    try {
      (value as Record<string, unknown>)[name] = "spoiled";
    } catch {
      // A getter.
    }
  }
}

describe("event", () => {
  it("gives the event with its meta, ctx and the delivery", async () => {
    const { calls } = await hand("event", () => {}, [message(4, { redelivered: true, deliveryCount: 2 })]);
    expect(calls[0]).toEqual([
      { id: "e4", n: 4, meta: { topic: "t", partition: 0, offset: 4, key: "k", redelivered: true, deliveryCount: 2 } },
      "ctx",
      "d",
    ]);
  });

  it.each([
    [undefined, "acked"],
    [{ batchItemFailures: [{ itemIdentifier: "e2" }] }, { failed: [1] }],
    [{ batchItemFailures: [{ itemIdentifier: "e1" }, { itemIdentifier: "e2" }] }, "nacked"],
    [{ batchItemFailures: [{ itemIdentifier: "unknown" }] }, "nacked"],
  ])("reads a batch's answer %j", async (answer, settled) => {
    expect((await hand("event", () => answer, [message(1), message(2)], true)).settled).toEqual(settled);
  });
});

describe("clients", () => {
  it("kafkajs: one message, or a batch of which some are resolved", async () => {
    const { calls, acked } = await hand("kafkajs", () => {});
    expect(calls[0]![0]).toMatchObject({ topic: "t", partition: 0, message: { offset: "1", value: Buffer.from('{"id":"e1","n":1}') } });
    expect(acked).toEqual([0]);
    const part = await hand(
      "kafkajs",
      (payload) => {
        (payload as { resolveOffset(offset: string): void }).resolveOffset("1");
        throw new Error("no");
      },
      [message(1), message(2)],
      true,
    );
    expect([part.settled, part.acked]).toEqual([{ failed: [1] }, [0]]);
  });

  it("amqplib: the channel decides where it is used", async () => {
    const early = await hand("amqplib", async (given, channel) => {
      (channel as { ack(message: unknown): void }).ack(given);
      throw new Error("later");
    });
    expect([early.settled, early.acked]).toEqual(["threw later", [0]]);
    const rejected = await hand("amqplib", (given, channel) => (channel as { nack(...args: unknown[]): void }).nack(given, false, false));
    expect([rejected.settled, rejected.assumed.length]).toEqual(["nacked", 1]);
  });

  it("nats: the message decides where it is asked", async () => {
    const { settled, acked } = await hand("nats", (given) => (given as { nak(): void }).nak());
    expect([settled, acked]).toEqual(["nacked", []]);
    expect((await hand("nats", (list) => expect(list).toHaveLength(2), [message(1), message(2)], true)).settled).toBe("acked");
  });

  it("sqs: a redelivery keeps the message id and has a new receipt, a producer's copy has a new one", async () => {
    const seen: { MessageId: string; ReceiptHandle: string; Attributes: { ApproximateReceiveCount: string } }[] = [];
    for (const more of [{}, { deliveryCount: 2 }, { offset: 9 }])
      await hand("sqs", (given) => void seen.push(given as never), [message(1, more)]);
    const [first, redelivered, copy] = seen;
    expect([redelivered!.MessageId === first!.MessageId, redelivered!.ReceiptHandle === first!.ReceiptHandle]).toEqual([true, false]);
    expect([copy!.MessageId === first!.MessageId, redelivered!.Attributes.ApproximateReceiveCount]).toEqual([false, "2"]);
    const some = await hand("sqs", (list) => [(list as unknown[])[1]], [message(1), message(2)], true);
    expect([some.settled, some.acked]).toEqual([{ failed: [0] }, [1]]);
  });
});

const done: Handler = (_event, _context, callback) => (callback as (error: unknown) => void)(null);
const failed: Handler = (_event, _context, callback) => (callback as (error: unknown) => void)(new Error("no"));
const three = (handler: Handler): Handler => Object.defineProperty((...args: unknown[]) => handler(...args), "length", { value: 3 });

describe("lambda", () => {
  it("lambda-sqs: records, and items that come back", async () => {
    const { calls, settled, acked, assumed } = await hand(
      "lambda-sqs",
      async (event) => {
        const [first] = (event as { Records: { messageId: string }[] }).Records;
        return { batchItemFailures: [{ itemIdentifier: first!.messageId }] };
      },
      [message(1), message(2)],
      true,
    );
    expect((calls[0]![0] as { Records: object[] }).Records[1]).toMatchObject({
      body: '{"id":"e2","n":2}',
      eventSource: "aws:sqs",
      eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:t",
    });
    expect([settled, acked, assumed.length]).toEqual([{ failed: [0] }, [1], 1]);
  });

  it("answers through a callback where the handler takes one", async () => {
    for (const [handler, settled] of [
      [done, "acked"],
      [failed, "threw no"],
    ] as const)
      expect(
        await shapes["lambda-sns"]!.hand(three(handler), [message(1)], { acked: () => {}, assume: () => {}, batch: false }).catch(
          (error: unknown) => `threw ${(error as Error).message}`,
        ),
      ).toBe(settled);
  });

  it("lambda-sns and sns: the notification", async () => {
    const { calls } = await hand("lambda-sns", () => {});
    expect(calls[0]![0]).toMatchObject({
      Records: [{ EventSource: "aws:sns", Sns: { Message: '{"id":"e1","n":1}', TopicArn: "arn:aws:sns:us-east-1:000000000000:t" } }],
    });
    expect((await hand("sns", () => {})).calls[0]![0]).toMatchObject({ Type: "Notification", Message: '{"id":"e1","n":1}' });
  });

  it("eventbridge: our event is the detail, unless the sample is an event of the bus", async () => {
    const { calls } = await hand("eventbridge", () => {}, [message(1, { event: { type: "order.placed", source: "orders", n: 1 } })]);
    expect(calls[0]![0]).toMatchObject({ "detail-type": "order.placed", source: "orders", detail: { n: 1 }, time: "2026-01-01T00:00:00Z" });
    const whole = { "detail-type": "x", detail: { n: 1 }, id: "1" };
    expect((await hand("eventbridge", () => {}, [message(1, { event: whole })])).calls[0]![0]).toEqual(whole);
  });
});
