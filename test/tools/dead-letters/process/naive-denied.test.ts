import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canServe, configured, failing, onServers, type OnServer, repository } from "./on-server.ts";

const example = "examples/orders-naive/billing-service";
const samples = readFileSync(`${example}/sample-orders.json`, "utf8");

/** The example itself on Kafka, and its handler with the client of each other broker. */
const codeOf = ({ kind }: OnServer): string =>
  readFileSync(kind === "kafka" ? `${example}/src/main.ts` : `test/fixtures/orders-naive/${kind}.ts`, "utf8");
const consumerOf = ({ kind }: OnServer): string =>
  `src/main.ts#${{ kafka: "${ORDERS_TOPIC}", rabbitmq: "orders", sqs: "orders", nats: "ORDERS" }[kind]}`;

describe.concurrent.each(onServers)("the naive consumer on $kind", async (on) => {
  test.skipIf(!(await canServe(on))).concurrent(
    "has no dead letter, for it logs what fails and goes on, whatever its broker has",
    async () => {
      const root = repository(on, { "src/main.ts": codeOf(on), "samples.json": samples });
      const answer = await configured(on, root, consumerOf(on), {
        command: [process.execPath, "src/main.ts"],
        env: { DATABASE: "{state}/billing.db", ORDERS_TOPIC: "orders", PAYMENTS_TOPIC: "payments" },
        samples: "samples.json",
      });
      expect(answer, JSON.stringify(answer.consumers)).toMatchObject({ status: "negative", applied: true });
      const { proof, topology, evidence } = answer.consumers[0]!;
      expect(failing(topology)).toEqual([]);
      expect(evidence.signed).toBe(true);
      expect(proof).toMatchObject({
        outcome: "denied",
        why: "F17:failing-effect: It is acknowledged although write billing.db failed, and nothing of it is left: the event is lost.",
      });
      expect(proof.poisons.at(-1)).toMatchObject({ deliveries: 1, deadLetters: 0, fix: expect.stringContaining("Throw the error") });
    },
    300_000,
  );
});
