import type { Turn } from "../../play.ts";
/** Lets two processes move one effect at a time. */
export interface Race {
    /** Before an effect; resolves when this side may go on. */
    arrive(side: 0 | 1): Promise<void>;
    /** Something happened on that side. */
    moved(side: 0 | 1): void;
    finished(side: 0 | 1): void;
    /** Until both are done. Returns who moved where both could have. */
    run(): Promise<(0 | 1)[]>;
}
export interface RaceOptions {
    readonly begin: readonly [() => Promise<void>, () => Promise<void>];
    readonly order: readonly Turn[];
    /** It works, or somebody works for it: no reason to give up waiting. */
    readonly isBusy: (side: 0 | 1) => Promise<boolean>;
    /** The play has failed: nobody waits any more. */
    readonly over: () => boolean;
}
export declare function createRace({ begin, order, isBusy, over }: RaceOptions): Race;
