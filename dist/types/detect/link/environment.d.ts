import type { FactOf } from "../fact.ts";
type Variables = readonly FactOf<"environment">[];
/** Puts the name that infrastructure gives to a variable in place of `${VARIABLE}`, where it gives exactly one to that code. */
export declare function resolveEnvironment<S extends {
    file: string;
    channel: string | string[] | null;
}>(sighting: S, variables: Map<string, Variables>): S;
export declare function byVariable(facts: Variables): Map<string, Variables>;
export {};
