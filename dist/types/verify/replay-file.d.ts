import * as z from "zod";
/** A counterexample that runs again anywhere: how the consumer is run, what it is played, and what it did. */
export declare const Replay: z.ZodObject<{
    format: z.ZodLiteral<"godmode-event/replay/1">;
    tool: z.ZodString;
    id: z.ZodString;
    input: z.ZodObject<{
        consumer: z.ZodUnion<readonly [z.ZodString, z.ZodObject<{
            handler: z.ZodOptional<z.ZodString>;
            command: z.ZodOptional<z.ZodArray<z.ZodString>>;
            transport: z.ZodOptional<z.ZodEnum<{
                kafka: "kafka";
                line: "line";
                nats: "nats";
                rabbitmq: "rabbitmq";
                sqs: "sqs";
            }>>;
            broker: z.ZodOptional<z.ZodString>;
            batch: z.ZodOptional<z.ZodBoolean>;
            shape: z.ZodOptional<z.ZodEnum<{
                amqplib: "amqplib";
                event: "event";
                eventbridge: "eventbridge";
                kafkajs: "kafkajs";
                "lambda-sns": "lambda-sns";
                "lambda-sqs": "lambda-sqs";
                nats: "nats";
                sns: "sns";
                sqs: "sqs";
            }>>;
            run: z.ZodOptional<z.ZodString>;
            setup: z.ZodOptional<z.ZodArray<z.ZodString>>;
            database: z.ZodOptional<z.ZodString>;
            env: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodString>>;
            samples: z.ZodOptional<z.ZodString>;
        }, z.core.$strict>]>;
        samples: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodArray<z.ZodUnknown>]>>;
        seeds: z.ZodOptional<z.ZodArray<z.ZodNumber>>;
        invariants: z.ZodOptional<z.ZodArray<z.ZodObject<{
            sql: z.ZodString;
            equals: z.ZodString;
        }, z.core.$strict>>>;
        ignore: z.ZodOptional<z.ZodArray<z.ZodString>>;
        allowHosts: z.ZodOptional<z.ZodArray<z.ZodString>>;
    }, z.core.$strict>;
    faultClass: z.ZodString;
    schedule: z.ZodString;
    signature: z.ZodArray<z.ZodString>;
}, z.core.$strict>;
export type Replay = z.infer<typeof Replay>;
export declare function replayText(replay: Omit<Replay, "format">): string;
export type ParsedReplay = {
    readonly replay: Replay;
} | {
    readonly problem: string;
};
/** Reads a replay file; the problem names the field, or the position in the schedule. */
export declare function parseReplay(text: string): ParsedReplay;
