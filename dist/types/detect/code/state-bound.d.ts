import type { Analysis } from "./analysis.ts";
import type { BoundHandler } from "./read-code.ts";
import type { Fact } from "../fact.ts";
/** What reading the functions shows that infrastructure binds to a channel. */
export declare function boundFacts(bound: readonly BoundHandler[], analysis: Analysis): Fact[];
