import type { Schedule } from "./schedule.ts";
/** THE list of fault classes, by wire id. F17 (poison-message) is the consumer proof of a dead letter, not a schedule. */
export declare const schedules: readonly Schedule[];
/** What evidence is bound to: another list, and it is stale. */
export declare function faultListDigest(): string;
/** Number of a class, for order: `F7:http` is 7; an invariant comes last. */
export declare function numberOf(faultClass: string): number;
/** The classes that were asked for, by id or title; a variant behind a colon names its class. Throws INVALID_INPUT. */
export declare function chosenSchedules(list: readonly Schedule[], names?: readonly string[]): readonly Schedule[];
