import type { Copy, Play, Step } from "./play.ts";
/**
 * The literal schedule of a play, for people and for replay, independent of any version's classes:
 * `seed=7 clock=… m0@A m1@A!crash-after#3 m1'@B m0"@A [m2 m3']@A +25h restart@A tick@A {m4@A | m4'@B : 0 1 +5s}`.
 * `'` came again from the broker, `"` from the producer; `!error-before#ack`, `#1"COMMIT"` at the effects of that name, `!!` in every attempt.
 */
export type PlayText = Pick<Play, "steps" | "eventsName" | "nacks" | "deep"> & Partial<Pick<Play, "seed" | "clock">>;
/** `clock` and `seed` are printed where they are given. */
export declare function printPlay(play: PlayText): string;
export declare function stepText(step: Step): string;
export declare function copyText({ event, kind }: Copy): string;
export declare const units: {
    readonly d: 86400000;
    readonly h: 3600000;
    readonly m: 60000;
    readonly s: 1000;
    readonly ms: 1;
};
/** In the largest unit that leaves a whole number. */
export declare function duration(ms: number): string;
