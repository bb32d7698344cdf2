import * as z from "zod";
export declare const planDlq: import("../tool.ts").Tool<z.ZodObject<{
    consumer: z.ZodOptional<z.ZodString>;
    environment: z.ZodOptional<z.ZodString>;
    emit: z.ZodOptional<z.ZodEnum<{
        cloudformation: "cloudformation";
        cloudwatch: "cloudwatch";
        prometheus: "prometheus";
        "prometheus-tests": "prometheus-tests";
        "rabbitmq-definitions": "rabbitmq-definitions";
        strimzi: "strimzi";
        terraform: "terraform";
    }>>;
    check: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    plan: z.ZodString;
    broker: z.ZodString;
    actions: z.ZodArray<z.ZodObject<{
        action: z.ZodEnum<{
            adopt: "adopt";
            conflict: "conflict";
            create: "create";
            edit: "edit";
            noop: "noop";
            update: "update";
        }>;
        resource: z.ZodString;
        role: z.ZodEnum<{
            consumer: "consumer";
            "dead-letter": "dead-letter";
            rung: "rung";
            source: "source";
        }>;
        consumers: z.ZodArray<z.ZodString>;
        reason: z.ZodString;
        changes: z.ZodArray<z.ZodObject<{
            key: z.ZodString;
            from: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>>;
            to: z.ZodUnion<readonly [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodNull]>;
        }, z.core.$strip>>;
        inverse: z.ZodString;
        pending: z.ZodOptional<z.ZodLiteral<true>>;
    }, z.core.$strip>>;
    fileEdits: z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        column: z.ZodNumber;
        before: z.ZodString;
        after: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
    connection: z.ZodString;
    drift: z.ZodBoolean;
    consumers: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        imitates: z.ZodString;
        channel: z.ZodString;
        group: z.ZodString;
        waitsMs: z.ZodArray<z.ZodNumber>;
        rungs: z.ZodArray<z.ZodString>;
        deadLetter: z.ZodString;
        ordering: z.ZodEnum<{
            key: "key";
            none: "none";
        }>;
    }, z.core.$strip>>;
    unplanned: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
    edits: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        file: z.ZodString;
        line: z.ZodNumber;
        why: z.ZodString;
        fix: z.ZodString;
    }, z.core.$strip>>;
    notes: z.ZodArray<z.ZodString>;
    emitted: z.ZodOptional<z.ZodString>;
    checked: z.ZodBoolean;
}, z.core.$strip>> & {
    readonly name: "plan-dlq";
};
