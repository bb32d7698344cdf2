import * as z from "zod";
/** A record of an earlier run, and what the same run shows now. */
export declare const Rechecked: z.ZodObject<{
    consumer: z.ZodString;
    kind: z.ZodEnum<{
        "dead-letter": "dead-letter";
        idempotency: "idempotency";
    }>;
    claimed: z.ZodString;
    shown: z.ZodString;
    agrees: z.ZodBoolean;
    why: z.ZodString;
}, z.core.$strip>;
export type Rechecked = z.infer<typeof Rechecked>;
