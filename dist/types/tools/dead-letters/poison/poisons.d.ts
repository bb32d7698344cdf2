import type { Fault } from "../../../verify/play.ts";
/** One way in which an event cannot be handled. */
export interface Poison {
    readonly faultClass: "F17:undecodable" | "F17:missing-fields" | "F17:failing-effect";
    readonly event: unknown;
    /** Strikes at every attempt. */
    readonly fault?: Fault;
}
/** What the event at a place turns into. `firstWrite`: the words of the effect that fails where a valid event is to fail. */
export declare function poisonsOf(valid: unknown, id: string, firstWrite: string | undefined): Poison[];
