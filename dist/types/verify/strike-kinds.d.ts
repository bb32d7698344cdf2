import type { Planned, Stream } from "./schedule.ts";
/**
 * Where in the consumer's code a play strikes, whichever event it handles there: fault, side, place in its delivery, effect.
 * Undefined: it strikes at no effect.
 */
export declare function strikeOf({ faultClass, play }: Planned, stream: Stream): string | undefined;
/** The first play of each kind of strike before any second one, and how many kinds there are; others keep their order. */
export declare function distinctFirst(plays: readonly Planned[], stream: Stream): {
    plays: readonly Planned[];
    kinds: number;
};
