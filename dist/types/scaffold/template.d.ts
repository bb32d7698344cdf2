/** Clients that there is a template for, by their npm names. */
export declare const templateClients: {
    readonly kafkajs: {
        readonly broker: "kafka";
        readonly folder: "kafkajs";
        readonly address: "KAFKA_BROKERS";
    };
    readonly amqplib: {
        readonly broker: "rabbitmq";
        readonly folder: "amqplib";
        readonly address: "AMQP_URL";
    };
    readonly "@aws-sdk/client-sqs": {
        readonly broker: "sqs";
        readonly folder: "sqs";
        readonly address: "AWS_ENDPOINT_URL, or the AWS configuration";
    };
    readonly nats: {
        readonly broker: "nats";
        readonly folder: "nats";
        readonly address: "NATS_URL";
    };
};
export type TemplateClient = keyof typeof templateClients;
/** What a template says where names belong: `"$queue"` in code, `$table` in SQL. */
export type Names = Readonly<Record<string, string>>;
export interface ConsumerWish {
    readonly client: TemplateClient;
    /** The files are called `<name>-consumer.ts` and so on. */
    readonly name: string;
    readonly names: Names;
    readonly rungsMs: readonly number[];
    /** How one TypeScript file of that project names another one. */
    readonly extension: ".ts" | ".js" | "";
    readonly runner: "vitest" | "node:test";
}
export interface Generated {
    readonly file: string;
    readonly text: string;
}
/** The files of one consumer in TypeScript on PostgreSQL: code that belongs to who asked for it, and needs nothing of ours. */
export declare function consumerFiles({ client, name, names, rungsMs, extension, runner }: ConsumerWish): Generated[];
