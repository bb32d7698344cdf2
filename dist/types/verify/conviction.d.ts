import type { Counterexample } from "../model/verification.ts";
import { type Bench, type Judged1 } from "./judgement.ts";
import type { VerifyOptions } from "./material.ts";
import type { Play } from "./play.ts";
import type { Schedule } from "./schedule.ts";
export type Conviction = {
    readonly counterexample: Counterexample;
    readonly play: Play;
}
/** It did not fail every time. */
 | {
    readonly flaky: string;
};
/** Makes a violation small, then fails it three times, each under another clock and seed. */
export declare function convict(bench: Bench, found: Judged1, list: readonly Schedule[], clocks: readonly Play[], replay: VerifyOptions["replay"]): Promise<Conviction>;
/** The declared invariant does not hold in the undisturbed run itself. Undefined: it holds, or none is declared. */
export declare function brokenInvariant({ learned, baseline, baselineOutcome }: Bench, replay: VerifyOptions["replay"]): Extract<Conviction, {
    play: Play;
}> | undefined;
export declare function fixOf(faultClass: string, list: readonly Schedule[]): string;
