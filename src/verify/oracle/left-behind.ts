import type { Kind } from "./group.ts";
import { hasToken } from "./tokens.ts";
import type { ShownRow } from "./compare.ts";

// A file on its way to its name, left by an instance that died before the rename.
const temporary = /(?:^|[/._-])(?:te?mp|part|partial|swp|swap|lock|pid)(?:[/._-]|\d|$)|~$/i;
const failures =
  /(?:^|[/._:-])(?:errors?|fail(?:ed|ures?)|attempts?|retr(?:y|ies)|leases?|locks?|mutex|claims?|in-?flight|processing)(?:[/._:*-]|$)/i;

/** The same place of another instance: `seen-B.txt` beside `seen-A.txt`. */
export function withoutInstance(what: string): string {
  return what.replaceAll(/(?<![A-Za-z0-9])[A-Z](?![A-Za-z0-9])/g, "?");
}

/** What a fault leaves that is no effect: a temporary file, a line about the failure itself. Only where undisturbed runs have nothing. */
export function isLeftBehind(group: { readonly kind: Kind; readonly what: string }, row: ShownRow): boolean {
  if (group.kind === "file" && temporary.test(group.what)) return true;
  const kept = group.kind === "table" || group.kind === "file" || group.kind === "kv";
  return kept && failures.test(group.what) && [...row.cells.values()].some(hasToken);
}
