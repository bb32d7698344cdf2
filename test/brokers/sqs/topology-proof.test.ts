import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Broker, Wanted } from "../../../src/brokers/broker.ts";
import { sqs } from "../../../src/brokers/sqs/broker.ts";
import { proveTopology } from "../../../src/delivery/poison.ts";
import { defaultRetry, ladderMs } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { raw } from "./raw.ts";
import { openingAt } from "./running.ts";

const wanted = (channel: string, rungsMs: readonly number[]): Wanted => ({
  consumer: "billing/on-order.ts#handle",
  channel,
  group: "billing",
  retry: { ...defaultRetry, rungsMs, handlerTimeoutMs: 2000 },
});

type Raw = ReturnType<typeof raw>;

/** The shadow is broken by hand after it was made and before the canary goes through it. */
function broken(breakIt: (names: { queue: string; deadLetter: string }) => Promise<unknown>): Broker {
  return {
    ...sqs,
    async shadow(opening) {
      const session = await sqs.shadow(opening);
      return {
        ...session,
        async subscribe(reader, ...rest) {
          await breakIt({ queue: reader.channel, deadLetter: reader.deadLetter });
          return session.subscribe(reader, ...rest);
        },
      };
    },
  };
}

const faults: readonly (readonly [string, (hand: Raw, names: { queue: string; deadLetter: string }) => Promise<unknown>, string])[] = [
  [
    "maxReceiveCount is lowered",
    async ({ attributes, set }, { queue }) => {
      const policy = JSON.parse((await attributes(queue))["RedrivePolicy"]!) as Record<string, unknown>;
      await set(queue, { RedrivePolicy: JSON.stringify({ ...policy, maxReceiveCount: 2 }) });
    },
    "maxReceiveCount is 2 and becomes 6",
  ],
  [
    "the dead letter is removed",
    async ({ sqs: client, urlOf }, { deadLetter }) => client.deleteQueue({ QueueUrl: await urlOf(deadLetter) }),
    "-dlq: It is not there.",
  ],
  ["the redrive policy is removed", ({ set }, { queue }) => set(queue, { RedrivePolicy: "" }), ": It is not there."],
  [
    "the lease is shorter than the handler",
    ({ set }, { queue }) => set(queue, { VisibilityTimeout: "1" }),
    "VisibilityTimeout is 1 and becomes 4",
  ],
  [
    "the dead letter forgets early",
    ({ set }, { deadLetter }) => set(deadLetter, { MessageRetentionPeriod: "3600" }),
    "MessageRetentionPeriod is 3600 and becomes 1209600",
  ],
];

describe.each(["fauxqs", "moto"] as const)("topology on %s", async (kind) => {
  describe.skipIf(!(await hasServer(kind))).concurrent("proof", { timeout: 60_000 }, () => {
    const at = async () => (await serverOf(kind)).address["url"]!;

    // The whole ladder once; elsewhere its waits are shorter.
    test.each([
      ["a queue", "orders", kind === "fauxqs" ? ladderMs : [1000, 2000]],
      ["a topic's own queue", "sns:orders", [1000, 2000]],
    ])("S1: the gaps of %s are its rungs, and it is proven", async (_, channel, rungsMs) => {
      const proof = await proveTopology(sqs, wanted(channel, rungsMs), openingAt(await at()), randomUUID());
      expect(proof).toMatchObject({ outcome: "proven", deliveries: rungsMs.length + 1, clock: "real" });
    });

    test.each(faults)("%s: denied, and why says so", async (_, breakIt, cause) => {
      const hand = raw(await at());
      const proof = await proveTopology(
        broken((names) => breakIt(hand, names)),
        wanted("orders", [1000]),
        openingAt(await at()),
        randomUUID(),
      );
      expect(proof.outcome).toBe("denied");
      expect(proof.why).toContain(cause);
    });

    test("nothing is left of a shadow", async () => {
      const run = randomUUID();
      await proveTopology(sqs, wanted("sns:orders", []), openingAt(await at()), run);
      const { QueueUrls = [] } = await raw(await at()).sqs.listQueues({ QueueNamePrefix: `gm-orders-${run}` });
      expect(QueueUrls).toEqual([]);
    });
  });
});
