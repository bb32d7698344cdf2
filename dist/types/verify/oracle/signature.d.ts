import type { Difference } from "../../model/verification.ts";
/** What kind of failure this is, most telling first: where, which column, in which direction; not which row. Equal failures, equal signatures. */
export declare function signature(differences: readonly Difference[]): string[];
/** A smaller play fails in the same way: the most telling part is there, and nothing new. */
export declare function keeps(original: readonly string[], candidate: readonly string[]): boolean;
