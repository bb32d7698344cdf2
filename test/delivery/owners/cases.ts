import type { Desired } from "../../../src/delivery/plan.ts";
import { queueWithDeadLetter } from "./wanted.ts";

interface Case {
  /** Folder below test/fixtures/iac, with `before` and `after`. */
  readonly name: string;
  readonly desired: Desired;
  /** Resources that belong to the files. */
  readonly owned: readonly string[];
}

function queues(name: string, queue: string, deadLetter: string): Case {
  return {
    name,
    desired: queueWithDeadLetter(queue, deadLetter),
    owned: [`sqs:queue:${deadLetter}`, `sqs:queue:${queue}`, `sqs:reader:${queue}`],
  };
}

export const cases: readonly Case[] = [
  queues("cloudformation-queue", "orders", "orders-billing-dlq"),
  queues("cloudformation-json", "orders", "orders-billing-dlq"),
  queues("cloudformation-existing", "orders", "orders-dead"),
  queues("sam-substituted", "orders-${Stage}.fifo", "orders-${Stage}-billing-dlq.fifo"),
  queues("serverless-resources", "orders", "orders-billing-dlq"),
  queues("terraform-queue", "shop-orders", "shop-orders-billing-dlq"),
  queues("terraform-existing", "orders", "orders-dead"),
  queues("terraform-separate", "orders", "orders-dead"),
  queues("terraform-module", "orders", "orders-billing-dlq"),
];
