import type { OpenStep } from "../model/run.ts";
import type { Stop } from "../model/verdict.ts";
import type { NextCall } from "../model/answer.ts";
import type { Assessment } from "./assessment.ts";
import type { Todo } from "./next.ts";

/** The stop criteria in words, and the rows that decide them. */
const criteria = [
  ["a", "not all events have schemas with compatibility checks", [3]],
  ["b", "not every consumer has a proven dead letter with backoff retry", [4, 6]],
  ["c", "idempotency is not verified for all consumers", [5]],
] as const satisfies readonly (readonly [keyof Stop, string, readonly number[]])[];

/** What keeps the run from its end, one sentence for each domain and criterion. Empty when it may end. */
export function unmetOf({ domains, met }: Pick<Assessment, "domains" | "met">): string[] {
  if (met) return [];
  return domains.flatMap(({ domain, verdict, stop, rows }) =>
    criteria
      .filter(([letter]) => !stop[letter])
      .map(([letter, text, decided]) => {
        const why = rows.find(({ row, status }) => (decided as readonly number[]).includes(row) && status !== "pass")?.why;
        return `${domain} (${verdict}): (${letter}) ${text}${why === undefined ? "." : `: ${why}`}`;
      }),
  );
}

/** Everything that could be done next: proposed calls, then edits by hand. */
export function openSteps(next: readonly NextCall[], todo: readonly Todo[]): OpenStep[] {
  return [
    ...next.map(({ tool, args, why }) => ({ tool, args, text: why })),
    ...todo.map(({ file, line, text }) => ({ text: `${file}:${line} ${text}` })),
  ];
}
