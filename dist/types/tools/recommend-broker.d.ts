import * as z from "zod";
export declare const recommendBroker: import("../tool.ts").Tool<z.ZodObject<{
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
}, z.core.$strict>, z.ZodObject<{
    ranking: z.ZodArray<z.ZodObject<{
        place: z.ZodNumber;
        broker: z.ZodEnum<{
            kafka: "kafka";
            nats: "nats";
            rabbitmq: "rabbitmq";
            "sqs-sns": "sqs-sns";
        }>;
        title: z.ZodString;
        fit: z.ZodEnum<{
            "called-for": "called-for";
            possible: "possible";
            undecided: "undecided";
            unsuited: "unsuited";
        }>;
        decidedBy: z.ZodString;
        reasons: z.ZodArray<z.ZodObject<{
            requirement: z.ZodString;
            threshold: z.ZodString;
            effect: z.ZodEnum<{
                against: "against";
                for: "for";
                neutral: "neutral";
            }>;
            because: z.ZodString;
        }, z.core.$strip>>;
        caveats: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
    notStated: z.ZodArray<z.ZodString>;
}, z.core.$strip>> & {
    readonly name: "recommend-broker";
};
