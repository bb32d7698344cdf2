import type { Analysis } from "./analysis.ts";
import type { Start } from "./judge/reach.ts";
import type { Sighting } from "./sightings.ts";
import type { Use } from "./uses.ts";
/** The code that runs for each message of a consumer. */
export interface Handler {
    name: string;
    start: Start;
    /** Options of the consumer that stand at the call which registers the handler. */
    registration?: Sighting;
}
/**
 * The handler of a consumer: an argument of the call; the method below a decorator; what another call on the same object registers;
 * the loop that iterates the subscription; the loop around the call that polls.
 */
export declare function handlersOf(use: Use, all: readonly Sighting[], analysis: Analysis): Handler[];
