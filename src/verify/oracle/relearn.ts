import type { PlayOutcome } from "../observation.ts";
import { collapses } from "./collapse.ts";
import { columnId, idOf } from "./group.ts";
import { allDeltas, failureOf, told } from "./learn.ts";
import type { Learned, Learning } from "./learned.ts";
import { volatileColumns } from "./mask.ts";
import { commonName, regrouped, type Vocabulary, vocabularyOf } from "./names.ts";
import { readRun } from "./numbers.ts";
import { isOwnRecord } from "./own-records.ts";
import { renamed, type Groups } from "./references.ts";
import { tokensOf } from "./tokens.ts";
import { hiddenBy, keysIn, viewed } from "./view.ts";

export interface Rebasing {
  /** Ids of what was played. */
  readonly ids?: readonly string[] | undefined;
  /** The same steps under another clock and seed: needed where they leave effects in places that the first undisturbed runs left empty. */
  readonly second?: PlayOutcome | undefined;
}

/** The same knowledge with another undisturbed run to compare with: of a shorter stream, or with a jump of the clock. */
export function rebase(learned: Learned, outcome: PlayOutcome, { ids, second }: Rebasing = {}): Learning {
  const message = failureOf(outcome);
  if (message !== undefined) return { inconclusive: { reason: "baseline-failed", message } };
  const tokens = ids === undefined ? learned.tokens : tokensOf(ids);
  const groups = readRun(outcome.observation, tokens, learned);
  const unseen = [...groups].filter(([id, { rows }]) => rows.length > 0 && (learned.groups.get(id)?.rows.length ?? 0) === 0);
  if (unseen.length === 0) return { learned: { ...learned, baseline: viewed(groups, learned, learned.keys) } };
  const [[, first]] = unseen as [(typeof unseen)[number]];
  if (second === undefined)
    return {
      inconclusive: {
        reason: "unlearned",
        message: `${first.sink} ${first.what} holds something only in this run, so nobody knows what of it is drawn anew`,
      },
    };
  return extended(learned, groups, readRun(second.observation, tokens, learned), new Set(unseen.map(([id]) => id)));
}

/** What differs between two runs in places that are new is not compared either. */
function extended(learned: Learned, one: Groups, two: Groups, unseen: ReadonlySet<string>): Learning {
  const found = volatileColumns(one, two, (group) => unseen.has(idOf(group))).mask;
  const lens = { ...learned, mask: new Set([...learned.mask, ...found]) };
  const hidden = hiddenBy(lens);
  const collapsing = [...collapses([one, two], one)].filter(([id]) => unseen.has(id));
  const byName = learned.strict ? learned.collapses : new Map([...collapsing, ...learned.collapses]);
  const keys = new Map([...keysIn(one, byName), ...learned.keys]);
  const [here, there] = [viewed(one, { ...lens, collapses: byName }, keys), viewed(two, { ...lens, collapses: byName }, keys)];
  const [disagreement] = allDeltas(here, there);
  if (disagreement) return { inconclusive: { reason: "nondeterministic", message: `Undisturbed runs differ: ${told(disagreement)}.` } };
  const own = [...one]
    .filter(([id, group]) => unseen.has(id) && isOwnRecord(group, learned.payload, hidden, () => false))
    .map(([id]) => id);
  const groups = new Map([...learned.groups, ...[...one].filter(([id]) => unseen.has(id))]);
  return { learned: { ...lens, collapses: byName, keys, groups, own: new Set([...learned.own, ...own]), baseline: here } };
}

/** An undisturbed run of the same payloads under ids of its own. */
export interface RunWithIds {
  readonly outcome: PlayOutcome;
  readonly ids: readonly string[];
}

/** For look-alike ids: what differs between runs on ids that have nothing in common follows the id and is left out. */
export function unrelated(learned: Learned, runs: readonly RunWithIds[]): Learning {
  const message = runs.map(({ outcome }) => failureOf(outcome)).find((one) => one !== undefined);
  if (message !== undefined) return { inconclusive: { reason: "baseline-failed", message } };
  const seen = runs.map(({ outcome, ids }) => readRun(outcome.observation, tokensOf(ids), learned));
  const vocabulary = vocabularyOf(seen);
  const all = seen.map((groups) => regrouped(groups, vocabulary));
  const base = renameGroups(learned, vocabulary);
  const [one, two] = [all[0]!, all[1]!];
  const name = (groups: Groups): Groups => renamed(groups, base.references, hiddenBy(base));
  const idMask = new Set([...volatileColumns(name(one), name(two)).mask].filter((id) => !base.mask.has(id)));
  const lens = { ...base, idMask };
  const views = all.map((groups) => viewed(groups, lens, base.keys));
  const [disagreement] = views.slice(1).flatMap((view) => allDeltas(views[0]!, view));
  if (disagreement) return { inconclusive: { reason: "nondeterministic", message: `Effects depend on the ids: ${told(disagreement)}.` } };
  const hidden = hiddenBy(lens);
  const groups = name(one);
  const own = [...groups].filter(([, group]) =>
    isOwnRecord(group, learned.payload, hidden, (at, column) => idMask.has(columnId(at, column))),
  );
  return { learned: { ...lens, baseline: views[0]!, groups, own: new Set([...base.own, ...own.map(([id]) => id)]) } };
}

/** What was learnt of places, under the names that they have in runs under any ids. */
function renameGroups(learned: Learned, vocabulary: Vocabulary): Learned {
  const names = new Map([...learned.groups].map(([id, group]) => [id, idOf({ sink: group.sink, what: commonName(group, vocabulary) })]));
  const place = (id: string): string => names.get(id) ?? id;
  const column = (id: string): string => {
    const at = id.lastIndexOf("\u0000");
    return `${place(id.slice(0, at))}${id.slice(at)}`;
  };
  const byPlace = <T>(entries: ReadonlyMap<string, T>): Map<string, T> => new Map([...entries].map(([id, value]) => [place(id), value]));
  return {
    ...learned,
    vocabulary,
    mask: new Set([...learned.mask].map(column)),
    references: learned.references.map(({ from, to }) => ({ from: { ...from, group: place(from.group) }, to })),
    collapses: byPlace(learned.collapses),
    keys: byPlace(learned.keys),
    own: new Set([...learned.own].map(place)),
    unread: new Set([...learned.unread].map(place)),
  };
}
