import type { SchemaSource } from "../../model/source.ts";
import { type Wanted } from "./load.ts";
type CheckCall = Wanted & {
    against?: SchemaSource[] | undefined;
};
/** check-compat's work: what to compare, the comparison, and what the answer needs beside it. */
export declare function checkSchema(root: string, call: CheckCall): Promise<{
    compatible?: boolean;
    reason?: string;
    policy: import("../../compat/rule.ts").NamedPolicy;
    mode: "BACKWARD" | "BACKWARD_TRANSITIVE" | "FORWARD" | "FORWARD_TRANSITIVE" | "FULL" | "FULL_TRANSITIVE" | "NONE";
    format: "avro" | "json-schema" | "protobuf";
    subject?: string;
    compared: string[];
    skipped: {
        name: string;
        why: string;
    }[];
    findings: {
        rule: string;
        severity: "error" | "info" | "warning";
        at: string;
        was?: string | undefined;
        file: string;
        line: number;
        column: number;
        message: string;
        fix: string;
        evidence: {
            file: string;
            line: number;
            what: string;
        }[];
        against: string;
    }[];
    deployFirst?: "any" | "consumers" | "producers" | "together";
    registered?: number;
}>;
export {};
