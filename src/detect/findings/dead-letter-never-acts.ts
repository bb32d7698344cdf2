import type { FactOf } from "../fact.ts";
import type { FindingContext, FindingRule } from "../finding-rule.ts";
import { only } from "../link.ts";

export const deadLetterNeverActs: FindingRule = {
  id: "DEAD_LETTER_NEVER_ACTS",
  severity: "error",
  purpose: "A dead letter is declared, but the handler swallows its errors, so no failure ever reaches the platform.",
  *find({ facts, map }) {
    const handlers = only(facts, "handler").filter(({ swallowsErrors }) => swallowsErrors);
    for (const consumer of only(facts, "consumer")) {
      const { bound } = consumer;
      const handler = bound && handlers.find(({ file, name }) => file === bound.file && name === bound.name);
      const declared = declaredDeadLetter(consumer, map);
      if (handler === undefined || declared === undefined) continue;
      yield {
        at:
          map.consumers.find(({ file, line, broker }) => file === consumer.file && line === consumer.line && broker === consumer.broker)
            ?.id ?? handler.name,
        file: handler.file,
        line: handler.line,
        message: `${declared.file}:${declared.line} declares a dead letter for this handler, but ${handler.swallowsWhy ?? "it catches every error"}: nothing ever fails, so nothing ever gets there.`,
        fix: "Let the error out (or return it as a failed item of the batch) once the handler cannot deal with it.",
        evidence: [{ file: declared.file, line: declared.line, what: "the dead letter" }],
      };
    }
  },
};

/** The dead letter that infrastructure declares for a function or its channel. */
export function declaredDeadLetter({ handler, channel }: FactOf<"consumer">, { dlq }: FindingContext["map"]) {
  return dlq.find(({ source }) => source !== undefined && (source === handler || source.startsWith(`${handler}/`) || source === channel));
}
