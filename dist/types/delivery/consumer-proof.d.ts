import type { Reader, Session } from "../brokers/broker.ts";
import type { Clock } from "../brokers/clock.ts";
/** One delivery of one event to the consumer under test. */
export interface Handed {
    /** Index of the event. */
    readonly event: number;
    /** From 1. */
    readonly count: number;
    /** Since the start, milliseconds. */
    readonly atMs: number;
}
/**
 * What became of it. refused: the broker's ladder decides · again: it comes again at once, for nothing on this broker delays it ·
 * rejected: to the dead letter, for the consumer says that no attempt helps.
 */
export type Fate = "acked" | "refused" | "again" | "rejected";
/** Hands one batch to the consumer. A problem ends the run: nothing can be said. */
export type Consume = (batch: readonly Handed[]) => Promise<readonly Fate[] | {
    readonly problem: string;
}>;
export interface PoisonRun {
    readonly handed: readonly (Handed & {
        readonly fate: Fate;
    })[];
    /** Events that lie in the consumer's dead letter, once for each time. */
    readonly deadLetters: readonly number[];
    /** Required headers that a dead letter lacks. */
    readonly missingHeaders: readonly string[];
    /** Came again at once too often: it holds up its queue for ever. */
    readonly stuck: readonly number[];
    readonly quiet: boolean;
    readonly problem?: string;
}
/**
 * Sends events to a consumer through the topology that was made for it, one poisoned among them, until nothing is in flight. The
 * broker decides what comes when, the consumer what becomes of it.
 */
export declare function sendPoison(session: Session, reader: Reader, { consumer, clock, keys, order, batch, }: {
    consumer: string;
    clock: Clock;
    keys: readonly string[];
    order: readonly number[];
    batch: number;
}, consume: Consume): Promise<PoisonRun>;
/** Waits that grow: each at least half as long again as the one before, and at least two of them. */
export declare function growing(gapsMs: readonly number[]): boolean;
