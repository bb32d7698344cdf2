import type { Analysis } from "../../code/analysis.ts";
import type { Fact, FactOf } from "../../fact.ts";
import type { Judgement } from "../../code/judge/judge.ts";
import type { Use } from "../../code/uses.ts";
export interface ConsumerContext {
    use: Use;
    judgement: Judgement;
    fact: FactOf<"consumer">;
    /** Channels that code declares. */
    declared: readonly Fact[];
    analysis: Analysis;
}
export declare function consumerFindings(context: ConsumerContext): Fact[];
