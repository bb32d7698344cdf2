import { describe, expect, test } from "vitest";
import { call } from "../../../../src/index.ts";
import { events } from "../../../corpus/process/label.ts";
import { startPostgres } from "../../../servers/postgres.ts";
import { canServe, configured, failing, onServers, type OnServer, repository } from "./on-server.ts";

/** The channel as somebody asks for it, and what the generated code calls its reading. */
const asked = ({ kind }: OnServer) =>
  ({
    kafka: { channel: "orders", expression: "eachBatch" },
    rabbitmq: { channel: "orders", expression: "start" },
    sqs: { channel: "orders", expression: "poll" },
    nats: { channel: "orders.placed", expression: "start" },
  })[kind];

/** On SQS a fifth delivery comes now and then after the dead letter was written: not a proof of its waits yet. */
const steady = onServers.filter(({ kind }) => kind === "sqs");

describe.concurrent.each(steady)("the generated consumer on $kind", async (on) => {
  test.skipIf(!(await canServe(on))).concurrent(
    "sends its poison to its dead letter, after waits that grow, and its neighbours go on",
    async () => {
      const postgres = await startPostgres();
      try {
        const { channel, expression } = asked(on);
        const root = repository(on, { "samples.json": JSON.stringify(events) });
        await call("scaffold", { channel, group: "billing", dryRun: false }, { root });
        const url = `${on.kind.toUpperCase()}_TEMPLATE_DATABASE`;
        process.env[url] = postgres.url("postgres");
        const answer = await configured(
          on,
          root,
          `src/billing-consumer.ts#${expression}`,
          {
            command: [process.execPath, "src/billing-main.ts"],
            group: "billing",
            database: "tables",
            setup: ["src/billing.sql"],
            samples: "samples.json",
          },
          {
            connections: { tables: { kind: "postgres", url: `\${${url}}` } },
            // Its url comes from an answer of the server.
            ...(on.kind === "sqs" && { channels: [{ file: "src/billing-consumer.ts", expression: "source", channel }] }),
          },
        );
        expect(answer.applied, answer.whyNot).toBe(true);
        const { proof, topology } = answer.consumers[0]!;
        expect(failing(topology)).toEqual([]);
        expect(proof, JSON.stringify(proof)).toMatchObject({ outcome: "proven", retry: { holds: true } });
        const { poisons, retry } = proof;
        // Events without their fields are events to a handler that nobody has written yet.
        expect(poisons.map(({ faultClass, deliveries, deadLetters }) => `${faultClass} ${deliveries} ${deadLetters}`)).toEqual([
          "F17:undecodable 1 1",
          "F17:missing-fields 1 0",
          "F17:failing-effect 4 1",
        ]);
        for (const [index, waitMs] of [1000, 5000, 30_000].entries())
          expect(retry.gapsMs[index], retry.why).toBeGreaterThanOrEqual(waitMs - 50);
      } finally {
        await postgres.stop();
      }
    },
    400_000,
  );
});
