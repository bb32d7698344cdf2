import type { Planned, Schedule, Stream } from "./schedule.ts";
import type { Opened } from "./subject.ts";
export interface ClassPlan {
    readonly schedule: Schedule;
    readonly plays: readonly Planned[];
    /** How many there would be. */
    readonly all: number;
    /** Places in the consumer's code at which it would be struck and is not, for the budget is too small. */
    readonly leftOut: number;
}
/** Every single-fault play, or as many of each class as the budget allows, the most telling first. */
export declare function planSingles(list: readonly Schedule[], stream: Stream, budget: number, { slow, lacking }?: Pick<Opened, "slow" | "lacking">): ClassPlan[];
