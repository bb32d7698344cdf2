import type { FindingRule } from "../finding-rule.ts";
import { declaredQueues, hasOpenConsumer, hasUnreadCode } from "./queues.ts";

export const queueWithoutConsumer: FindingRule = {
  id: "QUEUE_WITHOUT_CONSUMER",
  severity: "warning",
  purpose: "A queue is filled and nothing in the repository reads it, so its messages expire.",
  *find(context) {
    if (hasUnreadCode(context)) return;
    for (const { queue, isOpen, isTarget, looksDead, isConsumed, isFilled } of declaredQueues(context)) {
      if (isOpen || isTarget || looksDead || isConsumed || !isFilled || hasOpenConsumer(context, queue.broker)) continue;
      const from = queue.subscribedTo?.length ? ` by ${queue.subscribedTo.join(", ")}` : "";
      yield {
        at: queue.name,
        file: queue.file,
        line: queue.line,
        message: `Queue ${queue.name} is filled${from} and nothing in this repository consumes it: its messages pile up and expire.`,
        fix: `Bind a consumer to ${queue.name}, or remove the queue and what feeds it. If another repository consumes it, add an ignore with that reason.`,
      };
    }
  },
};
