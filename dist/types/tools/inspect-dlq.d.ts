import * as z from "zod";
export declare const AlertLevel: z.ZodEnum<{
    P1: "P1";
    alert: "alert";
    none: "none";
    page: "page";
}>;
export declare const inspectDlq: import("../tool.ts").Tool<z.ZodObject<{
    consumer: z.ZodOptional<z.ZodString>;
    environment: z.ZodOptional<z.ZodString>;
    metrics: z.ZodOptional<z.ZodBoolean>;
    samples: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>, z.ZodObject<{
    broker: z.ZodString;
    connection: z.ZodString;
    level: z.ZodEnum<{
        P1: "P1";
        alert: "alert";
        none: "none";
        page: "page";
    }>;
    depth: z.ZodNumber;
    deadLetters: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        deadLetter: z.ZodString;
        configured: z.ZodBoolean;
        depth: z.ZodNumber;
        oldestMinutes: z.ZodOptional<z.ZodNumber>;
        level: z.ZodEnum<{
            P1: "P1";
            alert: "alert";
            none: "none";
            page: "page";
        }>;
        causes: z.ZodArray<z.ZodObject<{
            kind: z.ZodString;
            error: z.ZodString;
            message: z.ZodString;
            count: z.ZodNumber;
            thrownAt: z.ZodOptional<z.ZodObject<{
                file: z.ZodString;
                line: z.ZodNumber;
            }, z.core.$strip>>;
            dialect: z.ZodOptional<z.ZodString>;
            first: z.ZodString;
            last: z.ZodString;
        }, z.core.$strip>>;
        otherCauses: z.ZodNumber;
        returned: z.ZodNumber;
        lag: z.ZodNumber;
        retrying: z.ZodNumber;
        samples: z.ZodArray<z.ZodObject<{
            eventId: z.ZodOptional<z.ZodString>;
            at: z.ZodString;
            cause: z.ZodString;
            payload: z.ZodUnknown;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
    metrics: z.ZodOptional<z.ZodString>;
    unplanned: z.ZodArray<z.ZodObject<{
        consumer: z.ZodString;
        why: z.ZodString;
    }, z.core.$strip>>;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "inspect-dlq";
};
