import { cpSync } from "node:fs";
import { expect, test } from "vitest";
import { canServe, configured, failing, onServers, repository } from "./on-server.ts";

const on = onServers[0]!;
const consumer = "billing-service/src/main.ts#handleNow";

test.skipIf(!(await canServe(on)))(
  "examples/orders: the whole service, with a SQLite file that can fail and a ladder of its own, is proven on Kafka",
  async () => {
    const root = repository(on, {});
    cpSync("examples/orders", root, { recursive: true, filter: (path) => !path.includes("node_modules") });
    const answer = await configured(on, root, consumer, {
      command: [process.execPath, "billing-service/src/main.ts"],
      env: { DATABASE: "{state}/billing.db" },
      samples: "billing-service/sample-orders.json",
    });
    expect(answer.applied, answer.whyNot).toBe(true);
    const { proof, topology } = answer.consumers[0]!;
    expect(failing(topology)).toEqual([]);
    expect(proof, JSON.stringify(proof)).toMatchObject({ outcome: "proven", retry: { holds: true } });
    expect(proof.poisons.map(({ faultClass, deliveries, deadLetters }) => `${faultClass} ${deliveries} ${deadLetters}`)).toEqual([
      "F17:undecodable 1 1",
      "F17:failing-effect 4 1",
    ]);
  },
  300_000,
);
