import * as z from "zod";
export declare const checkCompat: import("../tool.ts").Tool<z.ZodObject<{
    schema: z.ZodUnion<readonly [z.ZodObject<{
        path: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        text: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        files: z.ZodRecord<z.ZodString, z.ZodString>;
        name: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>, z.ZodObject<{
        git: z.ZodString;
        path: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        registry: z.ZodString;
        version: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strict>]>;
    against: z.ZodOptional<z.ZodArray<z.ZodUnion<readonly [z.ZodObject<{
        path: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        text: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        files: z.ZodRecord<z.ZodString, z.ZodString>;
        name: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>, z.ZodObject<{
        git: z.ZodString;
        path: z.ZodString;
    }, z.core.$strict>, z.ZodObject<{
        registry: z.ZodString;
        version: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strict>]>>>;
    format: z.ZodOptional<z.ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    mode: z.ZodOptional<z.ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>>;
    policy: z.ZodOptional<z.ZodEnum<{
        "apache-avro": "apache-avro";
        auto: "auto";
        house: "house";
    }>>;
}, z.core.$strip>, z.ZodObject<{
    compatible: z.ZodOptional<z.ZodBoolean>;
    reason: z.ZodOptional<z.ZodString>;
    policy: z.ZodEnum<{
        "apache-avro": "apache-avro";
        auto: "auto";
        house: "house";
    }>;
    mode: z.ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>;
    format: z.ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>;
    subject: z.ZodOptional<z.ZodString>;
    compared: z.ZodArray<z.ZodString>;
    skipped: z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        why: z.ZodString;
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
    }, z.core.$strip>>;
    deployFirst: z.ZodOptional<z.ZodEnum<{
        any: "any";
        consumers: "consumers";
        producers: "producers";
        together: "together";
    }>>;
    registered: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>> & {
    readonly name: "check-compat";
};
