import { type Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
import type { Sighting } from "./sightings.ts";
/** The channels that infrastructure written as code names to a function in its environment. */
export declare function environmentFacts(sightings: readonly Sighting[], analysis: Analysis): Fact[];
