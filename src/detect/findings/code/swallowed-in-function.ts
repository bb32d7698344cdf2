import type { FindingContext, Statement } from "../../finding-rule.ts";
import { only } from "../../link.ts";
import { declaredDeadLetter } from "../dead-letter-never-acts.ts";

/**
 * A function that returns normally acknowledges what it was given, whatever it caught:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function* swallowedInFunction({ facts, map }: FindingContext): Generator<Statement> {
  const stated = only(facts, "finding").filter(({ finding }) => finding.rule === "ERROR_SWALLOWED_THEN_ACKED");
  const bound = only(facts, "consumer").filter(
    (consumer) => consumer.bound !== undefined && declaredDeadLetter(consumer, map) === undefined,
  );
  for (const handler of only(facts, "handler")) {
    const consumers = bound.filter((consumer) => consumer.bound?.file === handler.file && consumer.bound.name === handler.name);
    const [first] = consumers;
    if (!handler.swallowsErrors || first === undefined) continue;
    const [, file = handler.file, line = String(handler.line), why = handler.swallowsWhy ?? "it catches every error"] =
      /^(\S+):(\d+): (.+)$/s.exec(handler.swallowsWhy ?? "") ?? [];
    // The reading of the code may have said it already.
    if (stated.some(({ finding }) => finding.file === file && Math.abs(finding.line - Number(line)) <= 1)) continue;
    yield {
      at: map.consumers.find((each) => each.file === first.file && each.line === first.line)?.id ?? handler.name,
      file,
      line: Number(line),
      message: `In ${handler.name} ${why}, and a function that returns counts as done: the message is deleted without retry or dead letter.`,
      fix: "Let the error out (or return it as a failed item of the batch) once the handler cannot deal with it.",
      evidence: consumers.map((consumer) => ({ file: consumer.file, line: consumer.line, what: "binds the function" })),
    };
  }
}
