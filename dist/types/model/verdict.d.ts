import * as z from "zod";
export declare const RowStatus: z.ZodEnum<{
    fail: "fail";
    pass: "pass";
    unknown: "unknown";
}>;
export type RowStatus = z.infer<typeof RowStatus>;
/** One of the six rows of the validation table. */
export declare const Row: z.ZodObject<{
    row: z.ZodNumber;
    title: z.ZodString;
    status: z.ZodEnum<{
        fail: "fail";
        pass: "pass";
        unknown: "unknown";
    }>;
    why: z.ZodString;
    findings: z.ZodDefault<z.ZodArray<z.ZodObject<{
        rule: z.ZodString;
        severity: z.ZodEnum<{
            error: "error";
            info: "info";
            warning: "warning";
        }>;
        at: z.ZodString;
        was: z.ZodOptional<z.ZodString>;
        against: z.ZodOptional<z.ZodString>;
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
    }, z.core.$strip>>>;
}, z.core.$strip>;
export type Row = z.infer<typeof Row>;
export declare const Verdict: z.ZodEnum<{
    DISCARD: "DISCARD";
    KEEP: "KEEP";
    incomplete: "incomplete";
}>;
export type Verdict = z.infer<typeof Verdict>;
export declare const Pattern: z.ZodEnum<{
    "Basic pub/sub": "Basic pub/sub";
    CQRS: "CQRS";
    "Event sourcing": "Event sourcing";
    "Full CQRS/ES": "Full CQRS/ES";
    "No events": "No events";
}>;
export type Pattern = z.infer<typeof Pattern>;
/** The stop criteria: a schemas with checks, b dead letters with backoff, c idempotency verified, d the user asked. */
export declare const Stop: z.ZodObject<{
    a: z.ZodBoolean;
    b: z.ZodBoolean;
    c: z.ZodBoolean;
    d: z.ZodBoolean;
    any: z.ZodBoolean;
    all: z.ZodBoolean;
}, z.core.$strip>;
export type Stop = z.infer<typeof Stop>;
export declare const DomainVerdict: z.ZodObject<{
    domain: z.ZodString;
    verdict: z.ZodEnum<{
        DISCARD: "DISCARD";
        KEEP: "KEEP";
        incomplete: "incomplete";
    }>;
    reasons: z.ZodArray<z.ZodString>;
    rows: z.ZodArray<z.ZodObject<{
        row: z.ZodNumber;
        title: z.ZodString;
        status: z.ZodEnum<{
            fail: "fail";
            pass: "pass";
            unknown: "unknown";
        }>;
        why: z.ZodString;
        findings: z.ZodDefault<z.ZodArray<z.ZodObject<{
            rule: z.ZodString;
            severity: z.ZodEnum<{
                error: "error";
                info: "info";
                warning: "warning";
            }>;
            at: z.ZodString;
            was: z.ZodOptional<z.ZodString>;
            against: z.ZodOptional<z.ZodString>;
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
        }, z.core.$strip>>>;
    }, z.core.$strip>>;
    eventTypes: z.ZodNumber;
    closingLine: z.ZodString;
}, z.core.$strip>;
export type DomainVerdict = z.infer<typeof DomainVerdict>;
