import type { Mode, SchemaLanguage } from "../model/event.ts";
import type { Place, SchemaText } from "../schema/schema-text.ts";
import { type CheckPolicy, type CompatFinding, type Directions, type Judged, type NamedPolicy } from "./rule.ts";
export type { SchemaText };
export interface CheckInput {
    format: SchemaLanguage;
    schema: SchemaText;
    /** Newest first. Only the first counts in modes that are not transitive. */
    against: readonly SchemaText[];
    mode: Mode;
    policy: CheckPolicy;
}
export interface CompatResult {
    verdict: "compatible" | "incompatible" | "inconclusive";
    /** Why it could not be told. */
    reason?: string;
    policy: NamedPolicy;
    mode: Mode;
    /** Names of the versions it was compared with, newest first. */
    compared: string[];
    /** Older versions that do not parse, and why; they were passed over. */
    skipped?: {
        name: string;
        why: string;
    }[];
    findings: CompatFinding[];
    /** Who may go live first when the change is compatible; `together`: the mode promises nothing. */
    deployFirst: "consumers" | "producers" | "any" | "together";
}
/** One format's half of the work. `parse` throws PARSE_FAILED with the place. */
export interface Engine<T> {
    parse(schema: SchemaText): T;
    compare(before: T, after: T, directions: Directions, policy: NamedPolicy): Comparison;
    /** File and place of a pointer; the nearest existing parent where the pointer leads nowhere. */
    place(schema: T, pointer: string): Place & {
        file: string;
    };
}
export interface Comparison {
    judged: Iterable<Judged>;
    /** What the answer hangs on and nobody supplied, for example a remote $ref. */
    missing: readonly string[];
}
/** Judges a schema against older versions. Pure; the same input gives the same answer. Throws PARSE_FAILED when `schema` is broken. */
export declare function checkCompatibility(input: CheckInput): CompatResult;
