import * as z from "zod";
export declare const validate: import("../tool.ts").Tool<z.ZodObject<{
    domain: z.ZodOptional<z.ZodString>;
    stop: z.ZodOptional<z.ZodLiteral<"user">>;
    run: z.ZodOptional<z.ZodLiteral<"open">>;
    recheck: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    system: z.ZodString;
    domains: z.ZodArray<z.ZodObject<{
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
        }, z.core.$strip>>;
        pattern: z.ZodEnum<{
            "Basic pub/sub": "Basic pub/sub";
            CQRS: "CQRS";
            "Event sourcing": "Event sourcing";
            "Full CQRS/ES": "Full CQRS/ES";
            "No events": "No events";
        }>;
        broker: z.ZodString;
        eventTypes: z.ZodNumber;
        deadLetters: z.ZodEnum<{
            no: "no";
            "not needed": "not needed";
            unknown: "unknown";
            yes: "yes";
        }>;
        idempotency: z.ZodEnum<{
            no: "no";
            "not needed": "not needed";
            unknown: "unknown";
            yes: "yes";
        }>;
        stop: z.ZodObject<{
            a: z.ZodBoolean;
            b: z.ZodBoolean;
            c: z.ZodBoolean;
            d: z.ZodBoolean;
            any: z.ZodBoolean;
            all: z.ZodBoolean;
        }, z.core.$strip>;
        closingLine: z.ZodString;
        assumptions: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
    findings: z.ZodArray<z.ZodObject<{
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
    }, z.core.$strip>>;
    todo: z.ZodArray<z.ZodObject<{
        domain: z.ZodString;
        file: z.ZodString;
        line: z.ZodNumber;
        text: z.ZodString;
        call: z.ZodOptional<z.ZodObject<{
            tool: z.ZodString;
            args: z.ZodRecord<z.ZodString, z.ZodUnknown>;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
    stop: z.ZodObject<{
        a: z.ZodBoolean;
        b: z.ZodBoolean;
        c: z.ZodBoolean;
        d: z.ZodBoolean;
        any: z.ZodBoolean;
        all: z.ZodBoolean;
    }, z.core.$strip>;
    stopWhen: z.ZodEnum<{
        all: "all";
        any: "any";
    }>;
    met: z.ZodBoolean;
    unseen: z.ZodArray<z.ZodString>;
    nothing: z.ZodOptional<z.ZodString>;
    rechecked: z.ZodOptional<z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        kind: z.ZodEnum<{
            "dead-letter": "dead-letter";
            idempotency: "idempotency";
        }>;
        claimed: z.ZodString;
        shown: z.ZodString;
        agrees: z.ZodBoolean;
        why: z.ZodString;
    }, z.core.$strip>>>;
    next: z.ZodArray<z.ZodObject<{
        tool: z.ZodString;
        args: z.ZodRecord<z.ZodString, z.ZodUnknown>;
        why: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>> & {
    readonly name: "validate";
};
