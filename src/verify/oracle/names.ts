import { type Group, idOf, type Kind } from "./group.ts";
import type { Groups } from "./references.ts";

/** Words of keys, paths, topics and addresses that occur under any ids, by kind and sink. */
export type Vocabulary = ReadonlySet<string>;

const nameColumn: Partial<Record<Kind, string>> = { kv: "key", file: "path", published: "topic", http: "url", resource: "url" };

/** The words that all runs have in common: the others follow the ids. */
export function vocabularyOf(runs: readonly Groups[]): Vocabulary {
  const [first, ...others] = runs.map(
    (run) => new Set([...run.values()].flatMap((group) => words(group.what).map((word) => wordId(group, word)))),
  );
  return new Set([...(first ?? [])].filter((word) => others.every((other) => other.has(word))));
}

/** Places of which the names differ only in words that follow the ids are one place; the name becomes a column. */
export function regrouped(groups: Groups, vocabulary: Vocabulary): Map<string, Group> {
  const result = new Map<string, Group>();
  for (const [id, group] of groups) {
    const what = commonName(group, vocabulary);
    if (what === group.what) {
      result.set(id, merged(result.get(id), group));
      continue;
    }
    const column = nameColumn[group.kind]!;
    const name = JSON.stringify(group.what);
    const rows = group.rows.map((row) => (row.has(column) ? row : new Map([...row, [column, name]])));
    const place = { sink: group.sink, what };
    result.set(idOf(place), merged(result.get(idOf(place)), { ...group, ...place, rows }));
  }
  return result;
}

/** What a group is called once the words that follow the ids are left out. */
export function commonName(group: { readonly kind: Kind; readonly sink: string; readonly what: string }, vocabulary: Vocabulary): string {
  if (nameColumn[group.kind] === undefined) return group.what;
  return group.what.replaceAll(/[A-Za-z0-9]+/g, (word) => (vocabulary.has(wordId(group, word)) ? word : "*"));
}

function words(name: string): string[] {
  return name.match(/[A-Za-z0-9]+/g) ?? [];
}

function wordId({ kind, sink }: { readonly kind: Kind; readonly sink: string }, word: string): string {
  return `${kind}\u0000${sink}\u0000${word}`;
}

function merged(before: Group | undefined, group: Group): Group {
  if (before === undefined) return group;
  return { ...before, rows: [...before.rows, ...group.rows], expiring: new Set([...(before.expiring ?? []), ...(group.expiring ?? [])]) };
}
