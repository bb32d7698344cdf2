import type { Analysis } from "../analysis.ts";
import type { Happening } from "./happening.ts";
/** What a second run of a step does: repeats something, may repeat something, or sets the same again. */
export interface Effect {
    what: "accumulates" | "publishes" | "mails" | "opens" | "sets";
    why: string;
}
/** The effect of a step, or undefined for one that leaves nothing behind or whose effect is not visible. */
export declare function effectOf(step: Happening, all: readonly Happening[], analysis: Analysis): Effect | undefined;
