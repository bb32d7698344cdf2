import type { Counterexample } from "../model/verification.ts";
import { type Bench, judgement, type Judged1, playAndJudge } from "./judgement.ts";
import { classOf } from "./class-of.ts";
import type { VerifyOptions } from "./material.ts";
import { signature } from "./oracle/signature.ts";
import type { Play } from "./play.ts";
import { printPlay } from "./play-text.ts";
import type { Schedule } from "./schedule.ts";
import { shrink } from "./shrink.ts";
import { timeline } from "./timeline.ts";

export type Conviction =
  | { readonly counterexample: Counterexample; readonly play: Play }
  /** It did not fail every time. */
  | { readonly flaky: string };

const runs = 3;
const shrinkLimit = 120;

/** Makes a violation small, then fails it three times, each under another clock and seed. */
export async function convict(
  bench: Bench,
  found: Judged1,
  list: readonly Schedule[],
  clocks: readonly Play[],
  replay: VerifyOptions["replay"],
): Promise<Conviction> {
  const small = await shrunk(bench, found);
  const faultClass = small === undefined || found.planned.pair !== true ? found.planned.faultClass : classOf(small.play);
  if (small === undefined) return { flaky: `${faultClass} failed once and not again under the same clock and seed` };
  let failed = 0;
  let last: Judged1 = small;
  for (const { clock, seed } of clocks.slice(0, runs)) {
    const again = await playAndJudge({ ...bench, baseline: { ...bench.baseline, clock, seed } }, small.planned);
    if (again.judgement.kind !== "differs") continue;
    failed++;
    last = again;
  }
  if (failed < runs) return { flaky: `${faultClass} failed ${failed} of ${runs} times when it was repeated under other clocks and seeds` };
  const play: Play = { ...small.planned.play, clock: clocks[0]!.clock, seed: clocks[0]!.seed };
  const difference = last.judgement.kind === "differs" ? last.judgement.deciding.slice(0, 10) : [];
  return {
    play,
    counterexample: {
      faultClass,
      schedule: printPlay(play),
      timeline: timeline(small.play, small.outcome, difference),
      difference: [...difference],
      reproduced: `${failed} of ${runs}`,
      replay: replay.command,
      file: replay.file,
      fix: fixOf(faultClass, list),
    },
  };
}

/** Undefined: it does not even fail once more. */
async function shrunk(bench: Bench, found: Judged1): Promise<Judged1 | undefined> {
  const { planned, play, judgement: known } = found;
  // Literal schedules stay as they are; of other ids nothing can be left out.
  if (known.kind !== "differs" || planned.references !== undefined || planned.literal === true) return found;
  const small = await shrink({
    play,
    learned: known.learned,
    signature: signature(known.deciding),
    run: (smaller) => bench.session.play(smaller),
    limit: shrinkLimit,
  });
  if (small === undefined || small.play === play) return small && found;
  const { clock: _clock, seed: _seed, ...rest } = small.play;
  const smaller = { ...planned, play: rest };
  const judged = await judgement(bench, smaller, small.play, small.outcome);
  return judged.kind === "differs" ? { planned: smaller, play: small.play, outcome: small.outcome, judgement: judged } : found;
}

/** The declared invariant does not hold in the undisturbed run itself. Undefined: it holds, or none is declared. */
export function brokenInvariant(
  { learned, baseline, baselineOutcome }: Bench,
  replay: VerifyOptions["replay"],
): Extract<Conviction, { play: Play }> | undefined {
  const invariant = learned.invariants?.find(({ holds }) => !holds);
  if (invariant === undefined) return undefined;
  const difference = [
    {
      sink: "invariant",
      what: invariant.equals,
      sign: "changed" as const,
      text: `${invariant.found ?? "nothing"} instead of ${invariant.expected}`,
    },
  ];
  return {
    play: baseline,
    counterexample: {
      faultClass: "INV",
      schedule: printPlay(baseline),
      timeline: timeline(baseline, baselineOutcome, difference),
      difference,
      reproduced: `${runs} of ${runs}`,
      replay: replay.command,
      file: replay.file,
      fix: fixOf("INV", []),
    },
  };
}

export function fixOf(faultClass: string, list: readonly Schedule[]): string {
  if (faultClass === "INV")
    return "Find the event whose effect is missing or double: the declared invariant does not hold even without a fault.";
  return list.find(({ id }) => id === faultClass.split(":")[0])?.fix ?? "";
}
