import type { Rule } from "../rule.ts";
import { type TypePair } from "./pairs.ts";
export declare const typeChanged: Rule<TypePair>;
export declare const logicalTypeChanged: Rule<TypePair>;
export declare const typeRenamed: Rule<TypePair>;
export declare const fixedSizeChanged: Rule<TypePair>;
export declare const unionBranchRemoved: Rule<TypePair>;
export declare const unionBranchAdded: Rule<TypePair>;
