import type { Material } from "../../../verify/material.ts";
import type { PlayOutcome } from "../../../verify/observation.ts";
import type { Learned } from "../../../verify/oracle/learned.ts";
import type { Opened, Subject } from "../../../verify/subject.ts";
/** Which event is poisoned, among which others. */
export interface Slot {
    readonly event: number;
    /** Events in the order in which they come, the poisoned one included. */
    readonly order: readonly number[];
    /** What the others alone leave behind. */
    readonly learned: Learned;
    /** Words of the first effect of the event that writes, where it is handled alone. */
    readonly firstWrite?: string;
}
/**
 * Finds a place for the poison such that the others are handled without it: the end of a key whose other events came before (a
 * handler may refuse a gap), else the middle, else the end.
 */
export declare function chooseSlot(subject: Subject, material: Material, opened: Opened): Promise<Slot | {
    readonly why: string;
}>;
/** What the poison did to the effects of its neighbours. Its own way through retry channels and dead letters is no effect. */
export declare function effectsOf(outcome: PlayOutcome, { learned, order, event }: Slot, isLadder: (channel: string) => boolean): {
    harm: string[];
    traceless: boolean;
};
