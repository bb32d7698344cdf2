import type { PlayOutcome } from "../observation.ts";
import { canonical } from "./canonical.ts";
import { columnId } from "./group.ts";
import { allDeltas, failureOf, told } from "./learn.ts";
import type { Learned, Learning } from "./learned.ts";
import { volatileColumns } from "./mask.ts";
import { isOwnRecord } from "./own-records.ts";
import { renamed, type Groups } from "./references.ts";
import { tokensOf } from "./tokens.ts";
import { hiddenBy, viewed } from "./view.ts";

/** The same knowledge with another undisturbed run to compare with: of a shorter stream, or with a jump of the clock. `ids` of what was played. */
export function rebase(learned: Learned, outcome: PlayOutcome, ids?: readonly string[]): Learning {
  const message = failureOf(outcome);
  if (message !== undefined) return { inconclusive: { reason: "baseline-failed", message } };
  const groups = canonical(outcome.observation, ids === undefined ? learned.tokens : tokensOf(ids), learned.ignore);
  return { learned: { ...learned, baseline: viewed(groups, learned, learned.keys) } };
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
  const all = runs.map(({ outcome, ids }) => canonical(outcome.observation, tokensOf(ids), learned.ignore));
  const [one, two] = [all[0]!, all[1]!];
  const name = (groups: Groups): Groups => renamed(groups, learned.references, hiddenBy(learned));
  const idMask = new Set([...volatileColumns(name(one), name(two)).mask].filter((id) => !learned.mask.has(id)));
  const lens = { ...learned, idMask };
  const views = all.map((groups) => viewed(groups, lens, learned.keys));
  const [disagreement] = views.slice(1).flatMap((view) => allDeltas(views[0]!, view));
  if (disagreement) return { inconclusive: { reason: "nondeterministic", message: `Effects depend on the ids: ${told(disagreement)}.` } };
  const hidden = hiddenBy(lens);
  const groups = name(one);
  const own = [...groups].filter(([, group]) => isOwnRecord(group, learned.payload, hidden, (at, column) => idMask.has(columnId(at, column))));
  return { learned: { ...lens, baseline: views[0]!, groups, own: new Set([...learned.own, ...own.map(([id]) => id)]) } };
}
