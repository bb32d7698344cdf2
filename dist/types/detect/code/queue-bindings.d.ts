import { type Analysis } from "./analysis.ts";
import type { Sighting } from "./sightings.ts";
/** A queue that the broker names is known by the exchange it is bound to. */
export declare function withBinding(sighting: Sighting, all: readonly Sighting[], analysis: Analysis): Sighting;
