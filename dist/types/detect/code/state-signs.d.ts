import type { Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
export declare function mayHoldSigns(text: string): boolean;
/** Signs of separate models for commands and queries: handlers of both kinds, or code that writes a read model. */
export declare function signFacts({ program, tracer }: Analysis): Fact[];
