import type { Difference } from "../../model/verification.ts";

// What reached others first: it cannot be taken back.
const weight = ["http", "publish", "db", "kv", "files", "dlq", "invariant"];

/** What kind of failure this is, most telling first: where, which column, in which direction; not which row. Equal failures, equal signatures. */
export function signature(differences: readonly Difference[]): string[] {
  const parts = differences.map((difference) => ({ rank: rankOf(difference.sink), text: told(difference) }));
  return [...new Set(parts.toSorted((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ text }) => text))];
}

/** A smaller play fails in the same way: the most telling part is there, and nothing new. */
export function keeps(original: readonly string[], candidate: readonly string[]): boolean {
  const [first] = original;
  return first !== undefined && candidate.includes(first) && candidate.every((part) => original.includes(part));
}

function told({ sink, what, column, sign }: Difference): string {
  return [sink, sink === "kv" ? prefixOf(what) : what, ...(column === undefined ? [] : [column]), sign].join(" ");
}

/** `total:7` and `total:8` fail alike. */
function prefixOf(key: string): string {
  return /^[^:/|*#]{1,80}[:/|*#]/.exec(key)?.[0] ?? key;
}

function rankOf(sink: string): number {
  const rank = weight.indexOf(sink);
  return rank < 0 ? 2 : rank;
}
