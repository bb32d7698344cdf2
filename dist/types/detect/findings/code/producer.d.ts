import type { Analysis } from "../../code/analysis.ts";
import type { Fact, FactOf } from "../../fact.ts";
import type { Use } from "../../code/uses.ts";
export declare function producerFindings(use: Use, fact: FactOf<"producer">, analysis: Analysis): Fact[];
