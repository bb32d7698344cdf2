import type { Problem } from "../../observation.ts";
import type { Play } from "../../play.ts";
import type { Known, Watch, World } from "./world.ts";
export interface Rehearsed {
    readonly known: Known;
    /** Files and hosts that no probe sees. */
    readonly unobserved: readonly string[];
}
/** All events once, undisturbed, to learn what the later plays must know. */
export declare function rehearse(world: (known: Known, watch: Watch) => World, play: Play, signal: AbortSignal): Promise<Rehearsed | {
    readonly problem: Problem;
}>;
