import type { Step, Turn } from "../play.ts";
import type { PointSeen, Schedule, Stream } from "../schedule.ts";
/** Plays in which the first delivery is held once while the second runs to its end. The engine adds whole enumerations (interleavings.ts). */
export declare const concurrentDuplicate: Schedule;
/** The undisturbed steps with one of them raced against its own copy. */
export declare function raced(stream: Stream, index: number, order: readonly Turn[]): Step[];
/** After how many effects the first is held. Suspect: it has read something by then that it writes later on, so the second sees what the first saw. */
export declare function held(points: readonly PointSeen[]): {
    at: number;
    length: number;
    suspect: boolean;
}[];
