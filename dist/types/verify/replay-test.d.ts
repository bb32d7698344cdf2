import type { Replay } from "./replay-file.ts";
export interface ReplayTest {
    readonly replay: Pick<Replay, "id" | "input" | "faultClass" | "schedule">;
    /** From the folder of the test to the root, with `/`; `.` for the root itself. */
    readonly toRoot: string;
    /** One line each, such as `db accounts: id=7: balance 100 -> 200`. */
    readonly difference: readonly string[];
}
/**
 * A vitest file for the user's repository. It fails while the consumer breaks under the schedule, and where nothing can be said;
 * it passes once the effects are those of the undisturbed run.
 */
export declare function replayTest({ replay: { id, input, faultClass, schedule }, toRoot, difference }: ReplayTest): string;
