import type { FindingRule } from "../finding-rule.ts";
import { declaredQueues } from "./queues.ts";

export const deadLetterQueueNotAttached: FindingRule = {
  id: "DEAD_LETTER_QUEUE_NOT_ATTACHED",
  severity: "error",
  purpose: "A queue that is named as a dead letter is the target of nothing, so no failure ever arrives there.",
  *find(context) {
    const { facts } = context;
    const named = new Set(facts.flatMap((fact) => (fact.fact === "environment" ? [fact.channel] : [])));
    for (const { queue, isTarget, looksDead } of declaredQueues(context)) {
      if (!looksDead || isTarget || named.has(queue.name) || queue.subscribedTo !== undefined) continue;
      const reached = context.map.producers.some(({ channel }) => channel === queue.name);
      if (reached) continue;
      yield {
        at: queue.name,
        file: queue.file,
        line: queue.line,
        message: `${queue.name} is named as a dead-letter queue, but no queue, subscription or function of this repository sends its failures there.`,
        fix: `Name it in the redrive policy of the queue that it belongs to, or remove it.`,
      };
    }
  },
};
