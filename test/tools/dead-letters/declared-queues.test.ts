import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realClock } from "../../../src/brokers/clock.ts";
import { sqs } from "../../../src/brokers/sqs/broker.ts";
import { call } from "../../../src/index.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { garage, handlers } from "./parking.ts";

const template = `# The garage's own.
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  PayQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: pay # read by pay.js
      VisibilityTimeout: 90

  Other:
    Type: AWS::SQS::Queue
`;
const terraform = `# The garage's own.
resource "aws_sqs_queue" "ship" {
  name                       = "ship" # read by ship.js
  visibility_timeout_seconds = 90
}

resource "aws_sqs_queue" "other" {
  name = "other"
}
`;

const there = await hasServer("fauxqs");

describe.skipIf(!there)("a queue that a file declares is edited there and nowhere else", async () => {
  const cases = [
    { format: "CloudFormation", file: "template.yaml", text: template, queue: "pay", says: ["RedrivePolicy:", "maxReceiveCount"] },
    { format: "Terraform", file: "queues.tf", text: terraform, queue: "ship", says: ["redrive_policy", "maxReceiveCount"] },
  ];
  test.concurrent.each(cases)(
    "$format",
    async ({ file, text, queue, says }) => {
      const { address } = await serverOf("fauxqs");
      const consumer = `${queue}.js#handle`;
      const connection = { kind: "sqs", url: address["url"], region: "us-east-1", user: "${IAC_USER}", password: "${IAC_USER}" };
      process.env["IAC_USER"] = "test";
      const settings = JSON.stringify({ connections: { it: connection }, consumers: { [consumer]: { connection: "it" } } });
      const root = garage({ [`${queue}.js`]: handlers.good, [file]: text, ".godmode/event.json": settings });
      const session = await sqs.open({
        root,
        connection: "it",
        clock: realClock(() => Date.now()),
        address: { ...address, region: "us-east-1", user: "test", password: "test" },
      });
      try {
        const plan = await call("plan-dlq", { consumer }, { root });
        expect(plan.actions.map(({ action }) => action).every((action) => action === "edit")).toBe(true);
        expect(plan.fileEdits.every((edit) => edit.file === file)).toBe(true);
        expect(readFileSync(join(root, file), "utf8")).toBe(text);
        const done = await call("configure-dlq", { plan: plan.plan, samples: "samples.json", allowBrokerWrite: true }, { root });
        expect(done).toMatchObject({ applied: true, changed: 1 });
        const after = readFileSync(join(root, file), "utf8");
        for (const word of says) expect(after).toContain(word);
        // Every line of before is still there, in its order.
        const lines = after.split("\n");
        let at = -1;
        for (const line of text.split("\n")) {
          at = lines.indexOf(line, at + 1);
          expect(at, line).toBeGreaterThanOrEqual(0);
        }
        expect(await session.describe(queue)).toBeUndefined();
        const again = await call("plan-dlq", { consumer, check: true }, { root });
        expect(again.fileEdits).toEqual([]);
        expect(again).toMatchObject({ status: "ok", drift: false, notes: [expect.stringContaining("their own tool")] });
        expect(again.actions[0]!.reason).toContain("the broker does not have it so");
      } finally {
        await session.close();
      }
    },
    120_000,
  );
});
