import * as z from "zod";
export declare const Requirements: z.ZodObject<{
    eventsPerSecond: z.ZodOptional<z.ZodNumber>;
    ordering: z.ZodOptional<z.ZodEnum<{
        global: "global";
        key: "key";
        none: "none";
    }>>;
    replay: z.ZodOptional<z.ZodBoolean>;
    retentionHours: z.ZodOptional<z.ZodNumber>;
    routing: z.ZodOptional<z.ZodBoolean>;
    fanOut: z.ZodOptional<z.ZodNumber>;
    awsNative: z.ZodOptional<z.ZodBoolean>;
    p99LatencyMs: z.ZodOptional<z.ZodNumber>;
    payloadKilobytes: z.ZodOptional<z.ZodNumber>;
}, z.core.$strict>;
export type Requirements = z.infer<typeof Requirements>;
