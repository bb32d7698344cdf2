import * as z from "zod";
import { Field } from "../schema/field.ts";
export declare const designSchema: import("../tool.ts").Tool<z.ZodObject<{
    eventType: z.ZodOptional<z.ZodString>;
    format: z.ZodOptional<z.ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>>;
    fields: z.ZodOptional<z.ZodArray<z.ZodType<Field, unknown, z.core.$ZodTypeInternals<Field, unknown>>>>;
    sample: z.ZodOptional<z.ZodUnknown>;
    previous: z.ZodOptional<z.ZodUnion<readonly [z.ZodObject<{
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
    }, z.core.$strict>]>>;
    cloudEvents: z.ZodOptional<z.ZodBoolean>;
    write: z.ZodOptional<z.ZodString>;
    dryRun: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    format: z.ZodEnum<{
        avro: "avro";
        "json-schema": "json-schema";
        protobuf: "protobuf";
    }>;
    eventType: z.ZodOptional<z.ZodString>;
    eventVersion: z.ZodOptional<z.ZodString>;
    schema: z.ZodString;
    sample: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
    path: z.ZodOptional<z.ZodString>;
    written: z.ZodBoolean;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "design-schema";
};
