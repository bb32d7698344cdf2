import { type Group, idOf, type Kind } from "./group.ts";
import type { Groups } from "./references.ts";

/** Words of keys, paths, topics and addresses that occur in every run. */
export interface Vocabulary {
  /** By kind and sink. */
  readonly words: ReadonlySet<string>;
  /** Of the others only those are dropped that look drawn: a new word is a new place. */
  readonly onlyDrawn: boolean;
}

const nameColumn: Partial<Record<Kind, string>> = { kv: "key", file: "path", published: "topic", http: "url", resource: "url" };

/** The words that all runs have in common: the others follow the ids, the clock or chance. */
export function vocabularyOf(runs: readonly Groups[], onlyDrawn = false): Vocabulary {
  const [first, ...others] = runs.map(
    (run) => new Set([...run.values()].flatMap((group) => words(group.what).map((word) => wordId(group, word)))),
  );
  return { words: new Set([...(first ?? [])].filter((word) => others.every((other) => other.has(word)))), onlyDrawn };
}

// A bucket of time, a part of an id.
const looksDrawn = /\d{4}|^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{8,}$/;

/** For undisturbed runs of the same ids. Undefined: their places have the same names. */
export function drawnVocabulary(runs: readonly Groups[]): Vocabulary | undefined {
  const [first, ...others] = runs;
  const same = others.every((other) => other.size === first?.size && [...other.keys()].every((id) => first.has(id)));
  return same ? undefined : vocabularyOf(runs, true);
}

/** Places of which the names differ only in words that are not common are one place; the name becomes a column. */
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

/** What a group is called once the words that are not common are left out. */
export function commonName(group: { readonly kind: Kind; readonly sink: string; readonly what: string }, vocabulary: Vocabulary): string {
  if (nameColumn[group.kind] === undefined) return group.what;
  return group.what.replaceAll(/[A-Za-z0-9]+/g, (word) =>
    vocabulary.words.has(wordId(group, word)) || (vocabulary.onlyDrawn && !looksDrawn.test(word)) ? word : "*",
  );
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
