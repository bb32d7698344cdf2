import { type Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
import { type Sighting } from "./sightings.ts";
/** Channels that code declares on the broker or in infrastructure, with their dead-letter targets. */
export declare function channelFacts(sightings: readonly Sighting[], analysis: Analysis): Fact[];
