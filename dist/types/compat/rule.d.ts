import * as z from "zod";
import type { Mode, SchemaLanguage } from "../model/event.ts";
import { type Severity } from "../model/finding.ts";
/** The policies that check-compat judges by today. `auto` becomes one of the others and the answer names it. */
export declare const CheckPolicy: z.ZodEnum<{
    "apache-avro": "apache-avro";
    auto: "auto";
    house: "house";
}>;
export type CheckPolicy = z.infer<typeof CheckPolicy>;
export type NamedPolicy = Exclude<CheckPolicy, "auto">;
/** A finding about a pair of versions; `against` names the old one. Only severity error decides the verdict. */
export declare const CompatFinding: z.ZodObject<{
    rule: z.ZodString;
    severity: z.ZodEnum<{
        error: "error";
        info: "info";
        warning: "warning";
    }>;
    at: z.ZodString;
    was: z.ZodOptional<z.ZodString>;
    file: z.ZodString;
    line: z.ZodNumber;
    column: z.ZodDefault<z.ZodNumber>;
    message: z.ZodString;
    fix: z.ZodString;
    evidence: z.ZodDefault<z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        what: z.ZodString;
    }, z.core.$strip>>>;
    against: z.ZodString;
}, z.core.$strip>;
export type CompatFinding = z.infer<typeof CompatFinding>;
/** Which side must be able to read the other: backward = new reads old, forward = old reads new. */
export interface Directions {
    backward: boolean;
    forward: boolean;
}
/** What a rule has to say about one matched pair. Pointers are JSON pointers; the file and line follow from them. */
export interface Breach {
    /** Into the new schema; for what was removed its nearest surviving parent. */
    at: string;
    /** Into the old schema, for what only the old one has. */
    was?: string;
    message: string;
    fix: string;
    /** Default: the rule's own. */
    severity?: Severity;
}
/** What the list says of a rule. Ids are stable: a rule's meaning never changes. */
export interface RuleText {
    /** UPPER_SNAKE. */
    readonly id: string;
    readonly format: SchemaLanguage;
    /** One sentence: what must hold, and what goes wrong otherwise. */
    readonly purpose: string;
    /** Policies that ask for it. */
    readonly categories: readonly NamedPolicy[];
    /** How bad a breach usually is. `uncertain` stands for a warning that leaves the verdict open. */
    readonly severity: Severity | "uncertain";
}
/** A rule over one matched pair of things of kind T: a message, a record, a sub-schema. */
export interface Rule<T> extends RuleText {
    check(before: T, after: T, directions: Directions): Iterable<Breach>;
}
/** A breach with the rule that found it. */
export interface Judged extends Breach {
    rule: RuleText;
}
/** Runs rules over a pair, in order. */
export declare function judge<T>(rules: readonly Rule<T>[], before: T, after: T, directions: Directions): Generator<Judged>;
export declare function directionsOf(mode: Mode): Directions;
