import type { Judged1 } from "./judgement.ts";
import type { ClassPlan } from "./plan.ts";
import type { Stream } from "./schedule.ts";
/** What a slow subject, of which each play counts, was not shown. */
export interface Misses {
    /** Kinds of strikes that were played and never struck. */
    readonly strikes: readonly string[];
    /** Classes without any play. `blocks`: there would have been some. */
    readonly unplayed: readonly {
        readonly faultClass: string;
        readonly why: string;
        readonly blocks: boolean;
    }[];
}
export declare function missesOf(results: readonly Judged1[], plans: readonly ClassPlan[], stream: Stream): Misses;
