import type { Fact } from "./fact.ts";
import type { Use } from "./uses.ts";
/** What the code alone did not settle: channels that nothing names, and that no caller of a wrapper names either. */
export declare function questionFacts(uses: readonly Use[]): Fact[];
