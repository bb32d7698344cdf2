import type { Mode, SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../schema/schema-text.ts";
import { type CheckPolicy, type CompatFinding, type NamedPolicy } from "./rule.ts";
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
/** Judges a schema against older versions. Pure; the same input gives the same answer. Throws PARSE_FAILED when `schema` is broken. */
export declare function checkCompatibility(input: CheckInput): CompatResult;
