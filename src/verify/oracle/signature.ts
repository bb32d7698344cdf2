import type { Difference } from "../../model/verification.ts";

// What reached others first: it cannot be taken back.
const sinks = ["http", "publish", "db", "kv", "files", "dlq", "invariant"];

// A row too many moves others where they are told by position.
const signs: readonly Difference["sign"][] = ["surplus", "missing", "changed"];

/** What kind of failure this is, most telling first: where, which column, in which direction; not which row. Equal failures, equal signatures. */
export function signature(differences: readonly Difference[]): string[] {
  const parts = differences.map(lessAsMissing).map((difference) => ({
    rank: 3 * rankOf(difference.sink) + signs.indexOf(difference.sign),
    text: told(difference),
  }));
  return [
    ...new Set(parts.toSorted((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ text }) => text)),
  ];
}

/** A smaller play fails in the same way: the most telling part is there, and nothing new. */
export function keeps(original: readonly string[], candidate: readonly string[]): boolean {
  const [first] = original;
  return first !== undefined && candidate.includes(first) && candidate.every((part) => original.includes(part));
}

/** A total that lacks a part is a row that is missing once the other parts are left out. */
function lessAsMissing(difference: Difference): Difference {
  const [, before, after] = / (-?\d[\d.]*) -> (-?\d[\d.]*)$/.exec(difference.text) ?? [];
  if (difference.sign !== "changed" || Math.abs(Number(after)) >= Math.abs(Number(before)) || after === undefined) return difference;
  const { column: _, ...rest } = difference;
  return { ...rest, sign: "missing" };
}

function told({ sink, what, column, sign }: Difference): string {
  return [sink, sink === "kv" ? prefixOf(what) : what, ...(column === undefined ? [] : [column]), sign].join(" ");
}

/** `total:7` and `total:8` fail alike. */
function prefixOf(key: string): string {
  return /^[^:/|*#]{1,80}[:/|*#]/.exec(key)?.[0] ?? key;
}

function rankOf(sink: string): number {
  const rank = sinks.indexOf(sink);
  return rank < 0 ? 2 : rank;
}
