import { type Analysis } from "./analysis.ts";
import type { Fact, FactOf } from "../fact.ts";
import type { Ref } from "./resolve/tracer.ts";
import { type Use } from "./uses.ts";
export declare function producerFact(use: Use, analysis: Analysis): FactOf<"producer">;
export declare function commonParts(use: Use, names: readonly string[], shared?: Ref): {
    file: string;
    line: number;
    channel: string | string[] | null;
    expression?: string;
    level: "direct" | "indirect";
    confidence: "ast" | "declared";
    via?: string;
    wrapper?: true;
};
export declare function eventTypeFacts(use: Use, analysis: Analysis): Fact[];
