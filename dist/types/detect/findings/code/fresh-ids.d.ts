import type { Analysis } from "../../code/analysis.ts";
import type { Fact } from "../../fact.ts";
import type { Happening } from "../../code/judge/happening.ts";
/** An event published by a handler whose id is made up anew on each delivery. */
export declare function freshIdFindings(all: readonly Happening[], at: string, analysis: Analysis): Fact[];
