import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Broker, Wanted } from "../../../src/brokers/broker.ts";
import { kafka } from "../../../src/brokers/kafka/broker.ts";
import { proveTopology } from "../../../src/delivery/poison.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { openingOf } from "./running.ts";

const run = (): string => randomUUID().slice(0, 8);
const wanted = (rungsMs: readonly number[]): Wanted => ({
  consumer: "svc/a.ts#billing",
  channel: "orders",
  group: "billing",
  retry: { ...defaultRetry, rungsMs },
});

async function prove(broker: Broker, rungsMs: readonly number[]) {
  const { url } = (await serverOf("kafka")).address;
  return proveTopology(broker, wanted(rungsMs), openingOf({ url: url! }), run());
}

describe.skipIf(!(await hasServer("kafka")))("topology proof on Kafka", () => {
  test.concurrent("K1, K4: the full ladder is proven", { timeout: 60_000 }, async () => {
    const proof = await prove(kafka, [1000, 5000, 30_000]);
    expect(proof).toMatchObject({ outcome: "proven", deliveries: 4, clock: "real" });
    for (const [index, rung] of [1000, 5000, 30_000].entries()) {
      expect(proof.gapsMs[index]).toBeGreaterThanOrEqual(rung - 5);
      expect(proof.gapsMs[index]).toBeLessThanOrEqual(rung + 750);
    }
  });

  test.concurrent("a ladder without rungs is proven", async () => {
    expect(await prove(kafka, [])).toMatchObject({ outcome: "proven", deliveries: 1, gapsMs: [] });
  });

  test.concurrent.each(["retry.200ms", "dlq"])("it fails where %s was removed by hand, and names it", { timeout: 60_000 }, async (lost) => {
    const proof = await prove(without(lost), [100, 200, 300]);
    expect(proof.outcome).toBe("denied");
    expect(proof.why).toContain(`billing.${lost}: It is not there`);
  });

  test.concurrent("it fails where the retention of the dead letter was lowered by hand, and names it", async () => {
    const proof = await prove(withRetention(3_600_000), [100, 200, 300]);
    expect(proof).toMatchObject({ outcome: "denied", deliveries: 4 });
    expect(proof.why).toContain("retention.ms is 3600000");
  });

  test.concurrent("it fails where the rung of 5 s is only one of 300 ms", { timeout: 60_000 }, async () => {
    const hasty: Broker = {
      ...kafka,
      topology(of) {
        const { resources, reader } = kafka.topology(of);
        const rungs = reader.rungs.map((rung, index) => (index === 1 ? { ...rung, waitMs: 400 } : rung));
        return { resources, reader: { ...reader, rungs } };
      },
    };
    const proof = await prove(hasty, [100, 1400, 300]);
    expect(proof.outcome).toBe("denied");
    expect(proof.why).toContain("gaps of 100, 1400, 300 ms");
  });
});

/** Somebody changes a setting of the dead letter, right after it was made. */
function withRetention(retentionMs: number): Broker {
  return {
    ...kafka,
    async shadow(opening) {
      const session = await kafka.shadow(opening);
      return {
        ...session,
        async create(resource, mark) {
          await session.create(resource, mark);
          if (resource.role === "dead-letter") await session.update(resource, { ...resource.config, "retention.ms": retentionMs });
        },
      };
    },
  };
}

/** Somebody removes one topic of the ladder by hand, right after it was made. */
function without(end: string): Broker {
  return {
    ...kafka,
    async shadow(opening) {
      const session = await kafka.shadow(opening);
      return {
        ...session,
        async create(resource, mark) {
          await session.create(resource, mark);
          if (resource.role !== "consumer") return;
          const [channel, group] = resource.name.split("/");
          await session.remove(
            { ...resource, kind: "topic", id: `kafka:topic:${channel}.${group}.${end}`, name: `${channel}.${group}.${end}` },
            mark,
            true,
          );
        },
      };
    },
  };
}
