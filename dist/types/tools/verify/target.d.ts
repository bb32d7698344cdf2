import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { HowToRun } from "../../model/verification.ts";
/** Which code is played, and how messages are handed to it. */
export interface Target {
    /** As detect names the consumer; else `file#export`. */
    readonly id: string;
    readonly how: HowToRun;
    /** Relative to the root. Of a process: the file that its command names, else the one that detect saw. */
    readonly file: string;
    /** It is a process of its own. */
    readonly command?: readonly string[];
    /** Undefined: the file's own client hands over the handler. */
    readonly export?: string;
    readonly shape: NonNullable<HowToRun["shape"]>;
    readonly topic: string;
    /** Several: the first of them that the file subscribes to. Undefined: the only one that it subscribes to. */
    readonly channel?: string | readonly string[];
    readonly detected?: Consumer;
}
/** Throws NOT_FOUND, OUTSIDE_ROOT or UNSUPPORTED, each with what to name instead. */
export declare function findTarget(root: string, wanted: string | HowToRun, map: SystemMap, settings: Settings): Target;
