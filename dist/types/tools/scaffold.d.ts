import * as z from "zod";
export declare const scaffold: import("../tool.ts").Tool<z.ZodObject<{
    kind: z.ZodDefault<z.ZodEnum<{
        consumer: "consumer";
    }>>;
    channel: z.ZodOptional<z.ZodString>;
    consumer: z.ZodOptional<z.ZodString>;
    group: z.ZodOptional<z.ZodString>;
    name: z.ZodOptional<z.ZodString>;
    client: z.ZodOptional<z.ZodEnum<{
        "@aws-sdk/client-sqs": "@aws-sdk/client-sqs";
        amqplib: "amqplib";
        kafkajs: "kafkajs";
        nats: "nats";
    }>>;
    out: z.ZodOptional<z.ZodString>;
    dryRun: z.ZodDefault<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    client: z.ZodString;
    why: z.ZodString;
    channel: z.ZodString;
    group: z.ZodString;
    rungs: z.ZodArray<z.ZodString>;
    waitsMs: z.ZodArray<z.ZodNumber>;
    deadLetter: z.ZodString;
    files: z.ZodArray<z.ZodObject<{
        path: z.ZodString;
        action: z.ZodEnum<{
            create: "create";
            differs: "differs";
            same: "same";
        }>;
        lines: z.ZodNumber;
    }, z.core.$strip>>;
    diff: z.ZodString;
    written: z.ZodBoolean;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "scaffold";
};
