import type { Planned, Schedule, Stream } from "./schedule.ts";
export interface ClassPlan {
    readonly schedule: Schedule;
    readonly plays: readonly Planned[];
    /** How many there would be. */
    readonly all: number;
}
/** Every single-fault play, or as many of each class as the budget allows, the most telling first. */
export declare function planSingles(list: readonly Schedule[], stream: Stream, budget: number): ClassPlan[];
