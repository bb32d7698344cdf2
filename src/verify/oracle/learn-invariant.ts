import type { PlayOutcome, Value } from "../observation.ts";
import { evaluate, readExpression, sameNumber } from "./invariant.ts";
import type { Inconclusive, LearnedInvariant } from "./learned.ts";

/** `sql` gives one row with a column `v`; `equals` is an expression over the distinct events. */
export interface DeclaredInvariant {
  readonly sql: string;
  readonly equals: string;
}

/** `index`: its place among those that were declared. */
export function learnInvariant(
  { equals }: DeclaredInvariant,
  index: number,
  events: readonly unknown[],
  baselines: readonly PlayOutcome[],
): { readonly invariant: LearnedInvariant } | { readonly inconclusive: Inconclusive } {
  const read = readExpression(equals);
  if ("error" in read) return unreadable(`"${equals}": ${read.error} at position ${read.at}`);
  const expected = evaluate(read.expression, events);
  if (expected === undefined) return unreadable(`"${equals}": not every event holds a number there`);
  const found = baselines.map(({ invariants }) => numberOf(invariants?.[index]));
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return unreadable("its SQL gave no number in a column v");
  const holds = found.every((value) => sameNumber(value ?? 0, expected));
  return { invariant: { equals, expression: read.expression, events, expected, found: first, holds } };
}

function unreadable(why: string): { readonly inconclusive: Inconclusive } {
  return { inconclusive: { reason: "invariant-unreadable", message: `The invariant cannot be judged: ${why}.` } };
}

/** SQL's sum over nothing is null. Undefined: no number. */
export function numberOf(value: Value | undefined): number | null | undefined {
  if (value === null) return null;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
