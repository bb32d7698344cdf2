import type { Acked, Settled } from "./gate.ts";
/** How each of some messages that were handed over ended. The first word on a message stands. */
export interface Settlement {
    readonly ack: (position: number) => void;
    /** It comes back. */
    readonly refuse: (position: number) => void;
    readonly isOpen: (position: number) => boolean;
    /** All that is still open comes back. */
    readonly refuseOpen: () => void;
    /** Resolves when nothing is open any more. */
    readonly done: Promise<void>;
    readonly result: () => Settled;
}
export declare function createSettlement(count: number, acked: Acked): Settlement;
/** One handler call for each message: return acknowledges, throw refuses. A single message's error is passed on, to be told. */
export declare function oneByOne(settlement: Settlement, count: number, call: (position: number) => unknown): Promise<Settled>;
export declare function settledOf(failed: readonly number[], count: number): Settled;
