import { type Analysis } from "./analysis.ts";
import type { Fact, FactOf } from "../fact.ts";
import { type Judgement } from "./judge/judge.ts";
import { type Use } from "./uses.ts";
export declare function consumerFact(use: Use, judgement: Judgement, analysis: Analysis): FactOf<"consumer">;
/** The failure destination as a dead-letter place. */
export declare function failureDestinationFact(use: Use, analysis: Analysis): Fact[];
/** A handler that publishes to a dead-letter channel by itself. */
export declare function deadLetterFact({ deadLetter, handler }: Judgement, consumer: FactOf<"consumer">, analysis: Analysis): Fact[];
