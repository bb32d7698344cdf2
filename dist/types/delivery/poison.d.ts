import type { Broker, Held, Opening, Reader, Session, Wanted } from "../brokers/broker.ts";
import type { Resource, TopologyProof } from "../model/delivery.ts";
/** The broker's clock decides and ours measures: a gap may look a little short, and a busy broker is a little late. */
export declare const earlyMs = 5;
export declare const lateMs = 750;
export declare function inTolerance(gapMs: number, rungMs: number): boolean;
export declare const canaryHeader = "gm-canary";
export declare class CanaryError extends Error {
    constructor();
}
/**
 * Sends a canary through the ladder of a shadow that is made from the same wish by the same plan and apply, with a good message
 * before and after it. Nobody else sees the shadow, and it is gone afterwards.
 */
export declare function proveTopology(broker: Broker, wanted: Wanted, opening: Opening, run: string): Promise<TopologyProof>;
export interface Shadow {
    readonly session: Session;
    readonly reader: Reader;
    /** What it was made of. */
    readonly resources: readonly Resource[];
    /** Ends it; what it had made is gone, whatever lies in it. */
    readonly close: () => Promise<void>;
}
/** Ladder and dead letter of a consumer, made in a place that nobody else sees. */
export declare function openShadow(broker: Broker, wanted: Wanted, opening: Opening, run: string): Promise<Shadow>;
/**
 * What lies in the dead letter of a shadow, oldest first. It is taken out: the shadow is gone soon, and not every broker can be looked
 * at without a change.
 */
export declare function lettersOf({ session, reader }: Pick<Shadow, "session" | "reader">): Promise<Held[]>;
/** Nothing waits, nothing is in work: by the broker's own accounting. */
export declare function isQuiet(session: Session, { channel, group, rungs }: Reader): Promise<boolean>;
export declare function gapsOf(arrivals: readonly {
    readonly atMs: number;
}[]): number[];
