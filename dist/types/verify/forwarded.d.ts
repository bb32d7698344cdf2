import type { Difference } from "../model/verification.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Play } from "./play.ts";
interface Samples {
    readonly baselineOutcome: PlayOutcome;
    readonly events: readonly unknown[];
    readonly ids: readonly string[];
}
/**
 * A consumer that answers a failure by sending the event itself to a retry or dead-letter topic of its own has lost nothing: the
 * event went on elsewhere. Undefined: no such topic. Else the differences that remain without the sending.
 */
export declare function forwarded({ baselineOutcome, events, ids }: Samples, outcome: PlayOutcome, play: Play, deciding: readonly Difference[]): {
    readonly topics: readonly string[];
    readonly others: readonly Difference[];
} | undefined;
export {};
