import type { Consume } from "../../../delivery/consumer-proof.ts";
import type { PlayOutcome } from "../../../verify/observation.ts";
import type { Fault, Play } from "../../../verify/play.ts";
import type { Subject } from "../../../verify/subject.ts";
/** Who brings a refused message back: the broker (its ladder), or nobody but the consumer's own code. */
export type Retries = "broker" | "code";
export interface Trial {
    readonly consume: Consume;
    /** The whole history once more, with time for what the consumer does in the background; undefined: it went another way. */
    finish(): Promise<PlayOutcome | undefined>;
}
/** So long after the last message a relay or a timer has done its work. */
export declare const restMs = 90000;
export declare const anotherWay = "The consumer does not do the same twice with the same events.";
interface Setting {
    readonly base: Pick<Play, "clock" | "seed" | "events">;
    readonly poison: number;
    readonly fault: Fault | undefined;
    readonly retries: Retries;
    /** Take it that neighbours are acknowledged as without the poison: they are played with the next delivery of the poison. */
    readonly trusting: boolean;
}
/**
 * Runs the consumer on what a broker delivers, delivery by delivery: each time the whole history so far is played from the start,
 * with the new delivery at its end, so that the broker decides what comes next by what the consumer really did.
 */
export declare function startTrial(subject: Subject, { base, poison, fault, retries, trusting }: Setting): Trial;
export {};
