import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import type { Configuration, Resource } from "../../../src/model/delivery.ts";
import { openSession, type SqsSession } from "../../../src/brokers/sqs/session.ts";
import { topologyOf } from "../../../src/brokers/sqs/topology.ts";
import { ladderViolations, queueViolations, redriveViolations } from "../../../src/brokers/sqs/rules.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { raw } from "./raw.ts";
import { openingAt } from "./running.ts";

const rulesOf = (violations: readonly { rule: string }[]) => violations.map(({ rule }) => rule);
const standard = { name: "orders", fifo: false, retention: 345_600 };
const fourteenDays = { name: "orders-dlq", fifo: false, retention: 1_209_600 };
const wanted = { consumer: "a#b", channel: "orders", group: "billing", retry: defaultRetry };

describe("each row of the table is refused, and its neighbour is not", () => {
  test.each([
    ["1: the dead letter must exist", redriveViolations(standard, "orders-dlq", undefined, 8), "DEAD_LETTER_MISSING"],
    ["2: maxReceiveCount 0", redriveViolations(standard, "orders-dlq", fourteenDays, 0), "MAX_RECEIVE_COUNT_RANGE"],
    ["2: maxReceiveCount 1001", redriveViolations(standard, "orders-dlq", fourteenDays, 1001), "MAX_RECEIVE_COUNT_RANGE"],
    [
      "3: a FIFO dead letter of a standard queue",
      redriveViolations(standard, "orders-dlq", { ...fourteenDays, fifo: true }, 8),
      "DEAD_LETTER_TYPE",
    ],
    [
      "4: a standard dead letter of a FIFO queue",
      redriveViolations({ ...standard, fifo: true }, "orders-dlq", fourteenDays, 8),
      "DEAD_LETTER_TYPE",
    ],
    [
      "5: the allow list names others",
      redriveViolations(standard, "orders-dlq", { ...fourteenDays, allows: ["mail"] }, 8),
      "REDRIVE_NOT_ALLOWED",
    ],
    ["5: the allow list denies all", redriveViolations(standard, "orders-dlq", { ...fourteenDays, allows: [] }, 8), "REDRIVE_NOT_ALLOWED"],
    ["7: retention 59", queueViolations("orders", { MessageRetentionPeriod: 59 }), "MESSAGE_RETENTION_PERIOD_RANGE"],
    ["7: retention 1209601", queueViolations("orders", { MessageRetentionPeriod: 1_209_601 }), "MESSAGE_RETENTION_PERIOD_RANGE"],
    ["8: visibility 43201", queueViolations("orders", { VisibilityTimeout: 43_201 }), "VISIBILITY_TIMEOUT_RANGE"],
    ["8: a rung of 13 hours", ladderViolations({ ...wanted, retry: { ...defaultRetry, rungsMs: [46_800_000] } }, 60, 8), "RUNG_RANGE"],
    ["9: delay 901", queueViolations("orders", { DelaySeconds: 901 }), "DELAY_SECONDS_RANGE"],
    [
      "16: the dead letter keeps as long as its source",
      redriveViolations(standard, "orders-dlq", { ...fourteenDays, retention: 345_600 }, 8),
      "DEAD_LETTER_RETENTION",
    ],
    ["16: visibility as long as the handler", ladderViolations(wanted, 30, 8), "VISIBILITY_BELOW_HANDLER"],
    ["16: fewer receives than attempts", ladderViolations(wanted, 60, 3), "MAX_RECEIVE_COUNT_BELOW_LADDER"],
    [
      "16: Lambda, visibility below 6 times",
      ladderViolations({ ...wanted, lambda: { timeoutMs: 30_000 } }, 179, 8),
      "VISIBILITY_BELOW_LAMBDA",
    ],
    ["16: Lambda, maxReceiveCount 4", ladderViolations({ ...wanted, lambda: { timeoutMs: 10_000 } }, 60, 4), "MAX_RECEIVE_COUNT_LAMBDA"],
    ["a FIFO queue without its ending", queueViolations("orders", { FifoQueue: true }), "FIFO_NAME"],
    ["a dead letter of itself", redriveViolations(standard, "orders", { ...fourteenDays, name: "orders" }, 8), "DEAD_LETTER_SELF"],
  ])("%s", (_, violations, rule) => {
    expect(rulesOf(violations)).toEqual([rule]);
  });

  test("the limits themselves are right", () => {
    expect([
      ...redriveViolations(standard, "orders-dlq", { ...fourteenDays, allows: ["orders"] }, 1),
      ...redriveViolations(standard, "orders-dlq", fourteenDays, 1000),
      ...queueViolations("orders.fifo", { FifoQueue: true, MessageRetentionPeriod: 60, VisibilityTimeout: 43_200, DelaySeconds: 900 }),
      ...ladderViolations({ ...wanted, lambda: { timeoutMs: 10_000 } }, 60, 5),
      ...ladderViolations(wanted, 31, 4),
    ]).toEqual([]);
  });
});

describe.each(["fauxqs", "moto"] as const)("S3: what %s takes is refused before any call", async (kind) => {
  const ready = await hasServer(kind);
  const url = ready ? (await serverOf(kind)).address["url"]! : "";
  const run = randomUUID().slice(0, 8);
  const hand = raw(url);
  const sessions: SqsSession[] = [];
  afterAll(async () => {
    for (const session of sessions) await session.close();
  });
  const { resources } = topologyOf({ ...wanted, channel: `rules-${run}` });
  const of = (role: Resource["role"], config: Configuration): Resource => {
    const found = resources.find((each) => each.role === role)!;
    return { ...found, config: { ...found.config, ...config } };
  };

  test.skipIf(!ready)("create and update of a reader and of a queue", async () => {
    const session = await openSession(openingAt(url), true);
    sessions.push(session);
    await expect(session.create(of("dead-letter", { MessageRetentionPeriod: 30 }), run)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await session.observe([of("dead-letter", {})])).toEqual([]);
    await session.create(of("source", {}), run);
    await expect(session.create(of("consumer", {}), run), "row 1").rejects.toThrow(/is not there/);
    await session.create(of("dead-letter", {}), run);
    const refused: readonly (readonly [Configuration, RegExp])[] = [
      [{ maxReceiveCount: 0 }, /must be 1 to 1000/],
      [{ maxReceiveCount: 1001 }, /must be 1 to 1000/],
      [{ VisibilityTimeout: 43_201 }, /must be 0 to 43200/],
      [{ deadLetter: `elsewhere-${run}` }, /is not there/],
    ];
    for (const [config, says] of refused) await expect(session.create(of("consumer", config), run)).rejects.toThrow(says);
    expect(await session.observe([of("consumer", {})]), "nothing was called").toEqual([]);
    await session.create(of("consumer", {}), run);
    for (const [config, says] of refused)
      await expect(session.update(of("consumer", {}), of("consumer", config).config)).rejects.toThrow(says);
    expect((await session.observe([of("consumer", {})]))[0]!.config).toEqual(of("consumer", {}).config);
  });

  test.skipIf(!ready)("other types, and an allow list of others", async () => {
    const session = await openSession(openingAt(url), true);
    sessions.push(session);
    const fifo = `types-${run}.fifo`;
    await hand.sqs.createQueue({ QueueName: fifo, Attributes: { FifoQueue: "true" } });
    const source = topologyOf({ ...wanted, channel: `types-${run}`, deadLetter: fifo }).resources;
    for (const resource of source.filter(({ role }) => role === "source")) await session.create(resource, run);
    const reader = source.find(({ role }) => role === "consumer")!;
    await expect(session.create(reader, run), "row 3").rejects.toThrow(/both must be the same/);
    const others = `others-${run}`;
    const mine = (await hand.attributes(`types-${run}`))["QueueArn"]!;
    await hand.sqs.createQueue({ QueueName: others });
    await hand.set(others, {
      MessageRetentionPeriod: "1209600",
      RedriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [`${mine}-other`] }),
    });
    const toOthers = { ...reader, config: { ...reader.config, deadLetter: others } };
    // moto forgets the allow list, so there it cannot be seen.
    if (kind === "fauxqs") await expect(session.create(toOthers, run), "row 5").rejects.toThrow(/does not name/);
    await hand.set(others, { MessageRetentionPeriod: "3600", RedriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) });
    await expect(session.create(toOthers, run), "row 16").rejects.toThrow(/must keep longer/);
    expect((await hand.attributes(`types-${run}`))["RedrivePolicy"] ?? "").toBe("");
  });
});
