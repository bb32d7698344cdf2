import * as z from "zod";
export declare const registerSchema: import("../tool.ts").Tool<z.ZodObject<{
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
    subject: z.ZodOptional<z.ZodString>;
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
}, z.core.$strip>, z.ZodObject<{
    subject: z.ZodString;
    version: z.ZodNumber;
    id: z.ZodString;
    path: z.ZodString;
    created: z.ZodBoolean;
    mode: z.ZodEnum<{
        BACKWARD: "BACKWARD";
        BACKWARD_TRANSITIVE: "BACKWARD_TRANSITIVE";
        FORWARD: "FORWARD";
        FORWARD_TRANSITIVE: "FORWARD_TRANSITIVE";
        FULL: "FULL";
        FULL_TRANSITIVE: "FULL_TRANSITIVE";
        NONE: "NONE";
    }>;
    compared: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "register-schema";
};
