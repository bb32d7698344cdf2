import type { DeclaredChannel } from "../link/channel-index.ts";
import type { FindingContext, FindingRule } from "../finding-rule.ts";
import { declaredQueues } from "./queues.ts";

export const deadLetterQueueNotAttached: FindingRule = {
  id: "DEAD_LETTER_QUEUE_NOT_ATTACHED",
  severity: "error",
  purpose: "A queue that is named as a dead letter is the target of nothing, so no failure ever arrives there.",
  *find(context) {
    const { facts } = context;
    const named = new Set(facts.flatMap((fact) => (fact.fact === "environment" ? [fact.channel] : [])));
    for (const { queue, isOpen, isTarget, looksDead } of declaredQueues(context)) {
      if (isOpen || !looksDead || isTarget || named.has(queue.name) || queue.subscribedTo !== undefined) continue;
      if (context.map.producers.some(({ channel }) => channel === queue.name) || isHandedOn(queue, context)) continue;
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

/** The file hands the queue's URL to something that may send to it, a state machine for example. */
function isHandedOn({ file, logicalId }: DeclaredChannel, { read }: FindingContext): boolean {
  if (logicalId === undefined) return false;
  const id = logicalId.replaceAll(".", String.raw`\.`);
  return new RegExp(String.raw`\bRef["']?\s*:?\s*["']?${id}\b|\b${id}(\[[^\]]*\])?\.(url|id)\b`).test(read(file) ?? "");
}
