import type { PlayOutcome, Value } from "../observation.ts";
import type { Inconclusive, LearnedInvariant } from "./learned.ts";
/** `sql` gives one row with a column `v`; `equals` is an expression over the distinct events. */
export interface DeclaredInvariant {
    readonly sql: string;
    readonly equals: string;
}
/** `index`: its place among those that were declared. */
export declare function learnInvariant({ equals }: DeclaredInvariant, index: number, events: readonly unknown[], baselines: readonly PlayOutcome[]): {
    readonly invariant: LearnedInvariant;
} | {
    readonly inconclusive: Inconclusive;
};
/** SQL's sum over nothing is null. Undefined: no number. */
export declare function numberOf(value: Value | undefined): number | null | undefined;
