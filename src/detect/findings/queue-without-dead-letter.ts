import type { FindingRule } from "../finding-rule.ts";
import { declaredQueues } from "./queues.ts";

export const queueWithoutDeadLetter: FindingRule = {
  id: "QUEUE_WITHOUT_DEAD_LETTER",
  severity: "warning",
  purpose: "A queue that this repository declares has no dead-letter target, so a message that always fails comes back until it expires.",
  *find(context) {
    for (const { queue, isTarget, looksDead, isConsumed } of declaredQueues(context)) {
      // Where its consumer is known, the finding stands at the consumer.
      if (queue.broker !== "sqs" || queue.deadLetter !== undefined || isTarget || looksDead || isConsumed) continue;
      yield {
        at: queue.name,
        file: queue.file,
        line: queue.line,
        message: `Queue ${queue.name} has no redrive policy: a message that its consumer cannot handle is delivered again until it expires, and then it is lost.`,
        fix: queue.file.endsWith(".tf")
          ? `Add redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.<dlq>.arn, maxReceiveCount = 4 }) and declare that queue.`
          : `Add RedrivePolicy: { deadLetterTargetArn: !GetAtt <DeadLetterQueue>.Arn, maxReceiveCount: 4 } to ${queue.logicalId ?? queue.name} and declare that queue.`,
      };
    }
  },
};
