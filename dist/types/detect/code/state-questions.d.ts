import { type Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
import type { Use } from "./uses.ts";
/**
 * What the code alone did not settle: channels that nothing names, that no caller of a wrapper names either, or that only an
 * environment variable names.
 */
export declare function questionFacts(uses: readonly Use[], analysis: Analysis): Fact[];
