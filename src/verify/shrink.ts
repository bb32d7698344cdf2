import type { PlayOutcome } from "./observation.ts";
import { judge, type Judged } from "./oracle/judge.ts";
import type { Learned } from "./oracle/learned.ts";
import { rebase } from "./oracle/relearn.ts";
import { keeps, signature as signatureOf } from "./oracle/signature.ts";
import type { Play, Step } from "./play.ts";
import { stepText } from "./play-text.ts";
import { eventsIn, extrasIn, simplerSteps, withoutEvents, withoutSteps } from "./smaller.ts";
import { undisturbed } from "./stream.ts";

export interface Shrinking {
  /** The play that convicts. */
  readonly play: Play;
  /** What it was judged by. */
  readonly learned: Learned;
  /** What a smaller play must keep. */
  readonly signature: readonly string[];
  readonly run: (play: Play) => Promise<PlayOutcome>;
  /** Most plays, undisturbed ones included. */
  readonly limit: number;
}

export interface Shrunk {
  readonly play: Play;
  readonly outcome: PlayOutcome;
  readonly judged: Judged;
  readonly plays: number;
  /** Nothing more can be left out; false where the limit came first. */
  readonly minimal: boolean;
}

interface Failing {
  readonly steps: readonly Step[];
  readonly outcome: PlayOutcome;
  readonly judged: Judged;
}

/**
 * Leaves out of a convicting play what it does not need and keeps the kind of failure. A message is left out only where the shorter
 * stream goes through undisturbed: one that misses its predecessor may be refused, and a refusal is no finding. Undefined: the play
 * does not fail when it is run once more.
 */
export async function shrink(shrinking: Shrinking): Promise<Shrunk | undefined> {
  const trial = trialOf(shrinking);
  const first = await trial.fails(shrinking.play.steps);
  if (first === undefined) return undefined;
  let best = first;
  const attempt = async (steps: readonly Step[]): Promise<boolean> => {
    const failing = await trial.fails(steps);
    if (failing !== undefined) best = failing;
    return failing !== undefined;
  };
  await leaveOut(extrasIn(best.steps), (gone) => attempt(withoutSteps(best.steps, gone)));
  await leaveOut(eventsIn(best.steps), (gone) => attempt(withoutEvents(best.steps, gone)));
  while (!trial.spent() && (await anyOf(simplerSteps(best.steps), attempt)));
  const play = best === first ? shrinking.play : { ...shrinking.play, steps: best.steps };
  return { play, outcome: best.outcome, judged: best.judged, plays: trial.plays(), minimal: !trial.spent() };
}

/** Halves first, then quarters, down to single ones. What cannot go stays. */
async function leaveOut<T>(units: readonly T[], without: (gone: ReadonlySet<T>) => Promise<boolean>): Promise<void> {
  let left = [...units];
  for (let size = Math.ceil(left.length / 2); size >= 1 && left.length > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = left.length; at > 0; at -= size) {
      const chunk = left.slice(Math.max(0, at - size), at);
      if (await without(new Set(chunk))) left = left.filter((unit) => !chunk.includes(unit));
    }
  }
}

async function anyOf(candidates: Iterable<readonly Step[]>, attempt: (steps: readonly Step[]) => Promise<boolean>): Promise<boolean> {
  for (const candidate of candidates) if (await attempt(candidate)) return true;
  return false;
}

function trialOf({ play, learned, signature, run, limit }: Shrinking) {
  const known = new Map<string, Failing | undefined>();
  const references = new Map<string, Learned | undefined>([[textOf(undisturbed(play.steps)), learned]]);
  const all = eventsIn(play.steps);
  let plays = 0;
  let refused = false;

  const counted = async (steps: readonly Step[], other: Partial<Play> = {}): Promise<PlayOutcome | undefined> => {
    if (plays >= limit) {
      refused = true;
      return undefined;
    }
    plays += 1;
    return run({ ...play, ...other, steps });
  };

  const reference = async (steps: readonly Step[]): Promise<Learned | undefined> => {
    const text = textOf(steps);
    if (references.has(text)) return references.get(text);
    const outcome = await counted(steps);
    if (outcome === undefined) return undefined;
    let learning = rebase(learned, outcome, { ids: play.ids });
    if ("inconclusive" in learning && learning.inconclusive.reason === "unlearned") {
      const second = await counted(steps, { clock: play.clock + 97_213_000, seed: play.seed + 1 });
      if (second === undefined) return undefined;
      learning = rebase(learned, outcome, { ids: play.ids, second });
    }
    const found = "learned" in learning ? learning.learned : undefined;
    references.set(text, found);
    return found;
  };

  const fails = async (steps: readonly Step[]): Promise<Failing | undefined> => {
    if (eventsIn(steps).length === 0) return undefined;
    const text = textOf(steps);
    if (known.has(text)) return known.get(text);
    const against = await reference(undisturbed(steps));
    const outcome = against && (await counted(steps));
    if (!against || !outcome) return undefined;
    const events = eventsIn(steps);
    const judged = judge(outcome, against, {
      ...(play.ids && { ids: play.ids }),
      ...(events.length < all.length && { delivered: events }),
    });
    const failed = outcome.problems.every(({ kind }) => kind === "unobserved") && keeps(signature, signatureOf(judged.deciding));
    const failing = failed ? { steps, outcome, judged } : undefined;
    known.set(text, failing);
    return failing;
  };

  return { fails, plays: () => plays, spent: () => refused };
}

function textOf(steps: readonly Step[]): string {
  return steps.map(stepText).join(" ");
}
