import type { RuleText } from "../rule.ts";
import type { Incompatibility } from "./resolution.ts";
/** What Avro's schema resolution refuses, by the names that Apache's SchemaCompatibility gives it. */
export declare const resolutionRules: Record<Incompatibility, RuleText & {
    fix: string;
}>;
