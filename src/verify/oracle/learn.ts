import type { PlayOutcome, TracePoint } from "../observation.ts";
import { collapseAssumptions, collapses, drawnNames } from "./collapse.ts";
import { deltas, type Delta, type Shown } from "./compare.ts";
import { differencesOf } from "./difference.ts";
import { columnId, nameOf, type Group } from "./group.ts";
import { isGuard } from "./guard.ts";
import { ignoring } from "./ignore.ts";
import { learnInvariant, type DeclaredInvariant } from "./learn-invariant.ts";
import type { Hidden, Inconclusive, Learned, Learning } from "./learned.ts";
import { stampedColumns, volatileColumns } from "./mask.ts";
import { drawnVocabulary } from "./names.ts";
import { numbersIn, readRun, type Reading } from "./numbers.ts";
import { isOwnRecord } from "./own-records.ts";
import { type Payload, payloadOf } from "./payload.ts";
import { declaredReferences, inferredReferences, renamed, type Groups, type Reference } from "./references.ts";
import { tokensOf } from "./tokens.ts";
import { hiddenBy, keysIn, viewed } from "./view.ts";
import { weakness } from "./weakness.ts";

export interface LearnOptions {
  /** Count every call and every message, as if no peer and no consumer downstream deduplicated. */
  readonly strict?: boolean;
  readonly ignore?: readonly string[];
  readonly invariants?: readonly DeclaredInvariant[];
  /** Real time of the runs: columns that a server stamps with it are not compared. */
  readonly wallClockMs?: number;
}

/** What at least three undisturbed runs of one stream, each with another clock and seed, have in common. The first two make the mask, the others must agree. */
export function learn(
  baselines: readonly PlayOutcome[],
  events: readonly unknown[],
  ids: readonly string[],
  options: LearnOptions = {},
): Learning {
  const failed = baselines.map(failureOf).find((message) => message !== undefined);
  if (failed !== undefined) return { inconclusive: { reason: "baseline-failed", message: failed } };
  const tokens = tokensOf(ids);
  const ignore = ignoring(options.ignore ?? []);
  const read = (reading: Omit<Reading, "ignore">) =>
    baselines.map(({ observation }) => readRun(observation, tokens, { ...reading, ignore }));
  const plain = read({});
  const vocabulary = drawnVocabulary(plain.slice(0, 2));
  const first = vocabulary === undefined ? plain : read({ vocabulary });
  const numbers = numbersIn(first[0]!, volatileColumns(first[0]!, first[1]!).mask, events);
  const runs = numbers === undefined ? first : read({ numbers, vocabulary });
  const masking = masked(runs, options.wallClockMs);
  if ("inconclusive" in masking) return masking;
  const { mask, references, amounts } = masking;
  const hidden = hiddenBy({ mask, idMask: new Set() });
  const named = renamed(runs[0]!, references, hidden);
  const strict = options.strict === true;
  const byName = strict ? new Map<string, string>() : collapses(runs, named);
  const lens = { mask, idMask: new Set<string>(), references, collapses: byName, strict };
  const keys = keysIn(named, byName);
  const views = runs.map((run) => viewed(run, lens, keys));
  const disagreement = views.slice(1).flatMap((view) => allDeltas(views[0]!, view))[0];
  if (disagreement !== undefined) return { inconclusive: nondeterministic(told(disagreement)) };
  const payload = payloadOf(events);
  const { own, unread } = ownRecords(named, payload, hidden, baselines[0]!.trace);
  const base: Learned = {
    ...lens,
    baseline: views[0]!,
    groups: named,
    keys,
    own,
    unread,
    tokens,
    ignore,
    ...(numbers && { numbers }),
    ...(vocabulary && { vocabulary }),
    payload,
    assumptions: strict ? [] : collapseAssumptions(named, byName),
    notes: [
      ...ignore.unused(),
      ...drawnNames(named, hidden).map(
        (id) => `${nameOf(id)} differs from run to run: only a message that is sent again under the same one can be told as a repeat.`,
      ),
    ],
  };
  if ([...views[0]!.values()].every(({ rows }) => rows.length === 0)) {
    return { inconclusive: { reason: "no-effect", message: "The undisturbed run left no effect in any observed sink." } };
  }
  const weak = weakness(base, amounts);
  const invariants = (options.invariants ?? []).map((declared, index) => learnInvariant(declared, index, events, baselines));
  const unreadable = invariants.find((each) => "inconclusive" in each);
  if (unreadable !== undefined) return unreadable;
  const known = invariants.flatMap((each) => ("invariant" in each ? [each.invariant] : []));
  return { learned: { ...base, ...(weak && { weak }), ...(known.length > 0 && { invariants: known }) } };
}

/** Records of what was seen. Where there is nothing else, what the consumer never reads is what it is there for. */
function ownRecords(
  groups: Groups,
  payload: Payload,
  hidden: Hidden,
  trace: readonly TracePoint[],
): { readonly own: ReadonlySet<string>; readonly unread: ReadonlySet<string> } {
  const filled = [...groups].filter(([, { rows }]) => rows.length > 0);
  const own = filled.filter(([, group]) => isOwnRecord(group, payload, hidden, () => false));
  const unread = own.filter(([, group]) => !isGuard(group, trace));
  const kept = own.length < filled.length ? own : own.filter((entry) => !unread.includes(entry));
  return { own: new Set(kept.map(([id]) => id)), unread: new Set(unread.map(([id]) => id)) };
}

type Masking = { readonly mask: Set<string>; readonly references: readonly Reference[]; readonly amounts: readonly string[] };

/** Columns to leave out, and references to rename, from the first two runs. */
function masked(runs: readonly Groups[], wallClockMs: number | undefined): Masking | { readonly inconclusive: Inconclusive } {
  const [one, two] = [runs[0]!, runs[1]!];
  const declared = declaredReferences(one);
  const declaredFrom = new Set(declared.map(fromOf));
  const first = volatileColumns(one, two, (group, column) => !declaredFrom.has(columnId(group, column)));
  const [choice] = first.choices;
  if (choice !== undefined) {
    const why = `${nameOf(choice)} holds the same values in two undisturbed runs, but not equally often, as chance in the handler does`;
    return { inconclusive: nondeterministic(`${why}. If it is no effect, add "ignore": ["${nameOf(choice)}"]`) };
  }
  const stamped = wallClockMs === undefined ? [] : runs.map((run) => stampedColumns(run, wallClockMs));
  const numbered = [...one.values()].flatMap((group) => group.generated.map((column) => columnId(group, column)));
  const mask = new Set([...first.mask, ...numbered, ...(stamped[0] ?? []).filter((id) => stamped.every((found) => found.includes(id)))]);
  const isDrawn = (group: Group, column: string): boolean => group.generated.includes(column) || mask.has(columnId(group, column));
  const references = [
    ...declared.filter(({ to }) => isDrawn(one.get(to.group)!, to.column)),
    ...inferredReferences(runs, isDrawn).filter((reference) => !declaredFrom.has(fromOf(reference))),
  ];
  const from = new Set([...references.map(fromOf), ...declaredFrom]);
  for (const id of from) mask.delete(id);
  const [nameOne, nameTwo] = [renamed(one, references, isDrawn), renamed(two, references, isDrawn)];
  for (const id of volatileColumns(nameOne, nameTwo, (group, column) => from.has(columnId(group, column))).mask) mask.add(id);
  return { mask, references, amounts: first.amounts.filter((id) => !from.has(id)) };
}

function fromOf({ from }: Reference): string {
  return `${from.group}\u0000${from.column}`;
}

function nondeterministic(what: string): Inconclusive {
  return { reason: "nondeterministic", message: `Undisturbed runs differ: ${what}.` };
}

export function told(delta: Delta): string {
  const [difference] = differencesOf(delta);
  return `${delta.group.sink} ${difference?.what ?? delta.group.what}: ${difference?.text ?? delta.sign}`;
}

/** Between all groups of two runs, in the order of their names. */
export function allDeltas(before: ReadonlyMap<string, Shown>, after: ReadonlyMap<string, Shown>): Delta[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((id) => deltas(before.get(id), after.get(id)));
}

/** An undisturbed run that did not go through teaches nothing. */
export function failureOf(outcome: PlayOutcome): string | undefined {
  const problem = outcome.problems.find(({ kind }) => kind !== "unobserved" && kind !== "not-covered");
  if (problem) return `The undisturbed run failed: ${problem.message}`;
  const attempt = outcome.deliveries.find(({ result }) => result !== "acked" && result !== "ticked");
  if (attempt) {
    const [copy] = attempt.copies;
    const what = copy === undefined ? "the background job" : `message ${copy.event}`;
    return `The consumer failed without any fault: ${what} was ${attempt.result}${attempt.error === undefined ? "" : ` (${attempt.error})`}`;
  }
  const [dead] = outcome.observation.deadLetters;
  return dead === undefined ? undefined : `The consumer failed without any fault: message ${dead} ended as a dead letter`;
}
