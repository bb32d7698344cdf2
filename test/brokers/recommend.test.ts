import { describe, expect, it } from "vitest";
import { brokers } from "../../src/brokers/brokers.ts";
import { recommend } from "../../src/brokers/recommend.ts";
import type { Requirements } from "../../src/brokers/requirements.ts";

const rank = (wanted: Requirements) => recommend(wanted, brokers);
const first = (wanted: Requirements) =>
  rank(wanted)
    .filter(({ place }) => place === 1)
    .map(({ broker }) => broker);
const of = (wanted: Requirements, broker: string) => rank(wanted).find((entry) => entry.broker === broker)!;

describe("thresholds", () => {
  it("Kafka is called for above 10,000 events/s, not at it", () => {
    expect(first({ eventsPerSecond: 10_001 })).toEqual(["kafka"]);
    expect(of({ eventsPerSecond: 10_001 }, "kafka").decidedBy).toContain("> 10,000 events/s");
    expect(of({ eventsPerSecond: 10_000 }, "kafka").fit).toBe("possible");
  });

  it("RabbitMQ needs fewer than 10,000 events/s", () => {
    expect(of({ eventsPerSecond: 9999, routing: true }, "rabbitmq").place).toBe(1);
    expect(of({ eventsPerSecond: 10_000, routing: true }, "rabbitmq").fit).toBe("unsuited");
    expect(of({ eventsPerSecond: 10_000, routing: true }, "rabbitmq").decidedBy).toContain("< 10,000 events/s");
  });

  it("SQS/SNS needs fewer than 50,000 events/s", () => {
    expect(first({ awsNative: true, eventsPerSecond: 49_999 })).toEqual(["sqs-sns"]);
    expect(of({ awsNative: true, eventsPerSecond: 50_000 }, "sqs-sns").fit).toBe("unsuited");
    expect(first({ awsNative: true, eventsPerSecond: 50_000 })).toEqual(["kafka"]);
  });

  it("NATS is called for below a millisecond, not at it", () => {
    expect(first({ p99LatencyMs: 0.5 })).toEqual(["nats"]);
    expect(of({ p99LatencyMs: 0.5 }, "kafka").fit).toBe("unsuited");
    expect(of({ p99LatencyMs: 1 }, "nats").fit).toBe("possible");
  });

  it("replay means Kafka or JetStream", () => {
    expect(first({ replay: true }).sort()).toEqual(["kafka", "nats"]);
    expect(of({ replay: true }, "sqs-sns").fit).toBe("unsuited");
    expect(of({ replay: true }, "sqs-sns").caveats.join()).toContain("SNS FIFO");
    expect(of({ replay: true }, "rabbitmq").caveats.join()).toContain("Streams");
  });

  it("order per entity means a partition key", () => {
    expect(first({ ordering: "key" })).toEqual(["kafka"]);
    expect(of({ ordering: "key" }, "kafka").caveats.join()).toContain("share groups");
  });

  it("global order names its cost on every broker, and ends on FIFO at 3,000 events/s", () => {
    for (const entry of rank({ ordering: "global" })) expect(entry.caveats).toHaveLength(1);
    expect(of({ ordering: "global", eventsPerSecond: 2999 }, "sqs-sns").fit).toBe("possible");
    expect(of({ ordering: "global", eventsPerSecond: 3000 }, "sqs-sns").fit).toBe("unsuited");
  });

  it("fan-out means SNS/SQS or RabbitMQ, and one consumer is no fan-out", () => {
    expect(first({ fanOut: 2 }).sort()).toEqual(["rabbitmq", "sqs-sns"]);
    expect(rank({ fanOut: 1 })).toEqual(rank({}));
  });

  it("two weeks is all that SQS keeps", () => {
    expect(of({ retentionHours: 336 }, "sqs-sns").fit).toBe("possible");
    expect(of({ retentionHours: 337 }, "sqs-sns").fit).toBe("unsuited");
  });

  it("large payloads strain, and name the claim check", () => {
    expect(of({ payloadKilobytes: 256 }, "sqs-sns").caveats).toEqual([]);
    expect(of({ payloadKilobytes: 257 }, "sqs-sns").caveats.join()).toContain("claim check");
  });
});

describe("ranking", () => {
  it("decides nothing without requirements: all share the first place", () => {
    expect(rank({}).map(({ place, fit }) => ({ place, fit }))).toEqual(brokers.map(() => ({ place: 1, fit: "undecided" })));
    expect(rank({ ordering: "none", replay: false })).toEqual(rank({}));
  });

  it("is the same for the same requirements, whatever the order of the list", () => {
    const wanted: Requirements = { eventsPerSecond: 20_000, replay: true, ordering: "key" };
    expect(recommend(wanted, brokers)).toEqual(recommend(wanted, brokers));
    const reversed = recommend(wanted, [...brokers].reverse());
    expect(new Map(reversed.map(({ broker, place }) => [broker, place]))).toEqual(
      new Map(rank(wanted).map(({ broker, place }) => [broker, place])),
    );
  });

  it("gives every place the reason that weighed most, and a reason for every requirement", () => {
    const ranking = rank({ eventsPerSecond: 60_000, replay: true, routing: true, awsNative: true, p99LatencyMs: 20, ordering: "global" });
    for (const entry of ranking) {
      expect(entry.reasons.map(({ requirement }) => requirement)).toEqual([
        "eventsPerSecond",
        "replay",
        "routing",
        "awsNative",
        "ordering",
        "p99LatencyMs",
      ]);
      expect(entry.reasons.some(({ threshold }) => entry.decidedBy.startsWith(threshold))).toBe(true);
    }
    expect(ranking.map(({ place }) => place)).toEqual(ranking.map(({ place }) => place).sort((a, b) => a - b));
  });
});
