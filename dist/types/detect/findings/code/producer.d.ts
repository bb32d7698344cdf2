import type { Analysis } from "../../analysis.ts";
import type { Fact, FactOf } from "../../fact.ts";
import type { Use } from "../../uses.ts";
export declare function producerFindings(use: Use, fact: FactOf<"producer">, analysis: Analysis): Fact[];
