import * as z from "zod";
export declare const RedriveInput: z.ZodObject<{
    consumer: z.ZodString;
    environment: z.ZodOptional<z.ZodString>;
    kind: z.ZodOptional<z.ZodEnum<{
        "crash-loop": "crash-loop";
        exhausted: "exhausted";
        fatal: "fatal";
        undecodable: "undecodable";
    }>>;
    error: z.ZodOptional<z.ZodString>;
    key: z.ZodOptional<z.ZodString>;
    eventIds: z.ZodOptional<z.ZodArray<z.ZodString>>;
    until: z.ZodOptional<z.ZodString>;
    returned: z.ZodOptional<z.ZodBoolean>;
    apply: z.ZodOptional<z.ZodNumber>;
    perSecond: z.ZodOptional<z.ZodNumber>;
    atMost: z.ZodOptional<z.ZodNumber>;
    allowBrokerWrite: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>;
export type RedriveInput = z.output<typeof RedriveInput>;
export declare const redriveDlq: import("../tool.ts").Tool<z.ZodObject<{
    consumer: z.ZodString;
    environment: z.ZodOptional<z.ZodString>;
    kind: z.ZodOptional<z.ZodEnum<{
        "crash-loop": "crash-loop";
        exhausted: "exhausted";
        fatal: "fatal";
        undecodable: "undecodable";
    }>>;
    error: z.ZodOptional<z.ZodString>;
    key: z.ZodOptional<z.ZodString>;
    eventIds: z.ZodOptional<z.ZodArray<z.ZodString>>;
    until: z.ZodOptional<z.ZodString>;
    returned: z.ZodOptional<z.ZodBoolean>;
    apply: z.ZodOptional<z.ZodNumber>;
    perSecond: z.ZodOptional<z.ZodNumber>;
    atMost: z.ZodOptional<z.ZodNumber>;
    allowBrokerWrite: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    broker: z.ZodString;
    connection: z.ZodString;
    consumer: z.ZodString;
    deadLetter: z.ZodString;
    dryRun: z.ZodBoolean;
    matching: z.ZodNumber;
    loops: z.ZodNumber;
    until: z.ZodOptional<z.ZodString>;
    run: z.ZodOptional<z.ZodString>;
    sent: z.ZodNumber;
    finished: z.ZodNumber;
    stoppedAt: z.ZodOptional<z.ZodString>;
    left: z.ZodNumber;
    notes: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "redrive-dlq";
};
