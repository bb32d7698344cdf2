import type { PlayOutcome } from "../observation.ts";
import type { Opening } from "../subject.ts";
/** What comes from the thread of user code is plain data of the agreed shape, or nothing. */
export declare function asOutcome(value: unknown): PlayOutcome | undefined;
export declare function asOpening(value: unknown): Opening | undefined;
