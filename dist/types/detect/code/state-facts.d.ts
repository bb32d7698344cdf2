import type { Analysis } from "./analysis.ts";
import type { BoundHandler } from "./read-code.ts";
import type { Fact } from "../fact.ts";
import type { Sighting } from "./sightings.ts";
/** Turns sightings into facts. */
export declare function stateFacts(sightings: readonly Sighting[], bound: readonly BoundHandler[], analysis: Analysis): Fact[];
