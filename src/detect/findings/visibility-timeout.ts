import { indexChannels } from "../link/channel-index.ts";
import { namesOf } from "../link/names.ts";
import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const defaultVisibility = 30;

export const visibilityTimeoutBelowFunctionTimeout: FindingRule = {
  id: "VISIBILITY_TIMEOUT_BELOW_FUNCTION_TIMEOUT",
  severity: "error",
  purpose: "A message becomes visible again while its function still works on it; AWS refuses to create such a mapping.",
  *find({ facts, map }) {
    const channels = indexChannels(only(facts, "channel"));
    for (const consumer of map.consumers) {
      if (consumer.broker !== "sqs" || consumer.confidence !== "config") continue;
      const timeout = only(facts, "function").find(({ id, file }) => id === consumer.handler && file === consumer.file)?.timeout;
      const [queue, ...others] = namesOf(consumer.channel).flatMap((name) => channels.nearest("sqs", name, consumer.file));
      if (timeout === undefined || queue === undefined || others.length > 0) continue;
      const visibility = queue.visibilityTimeout ?? defaultVisibility;
      if (visibility >= timeout) continue;
      const given = queue.visibilityTimeout === undefined ? `the default of ${defaultVisibility} s` : `${visibility} s`;
      yield {
        at: consumer.id,
        file: queue.file,
        line: queue.line,
        message: `The visibility timeout of ${queue.name} (${given}) is below the timeout of ${consumer.handler} (${timeout} s): messages come back while they are still handled.`,
        fix: `Set the visibility timeout of ${queue.name} to at least ${timeout * 6} s, six times the function's.`,
        evidence: [{ file: consumer.file, line: consumer.line, what: `${consumer.handler} consumes ${queue.name}` }],
      };
    }
  },
};
