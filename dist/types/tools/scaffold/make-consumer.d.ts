import { type TemplateClient } from "../../scaffold/template.ts";
import { type ToolContext } from "../../tool.ts";
export interface ConsumerCall {
    readonly consumer?: string | undefined;
    readonly channel?: string | undefined;
    readonly group?: string | undefined;
    readonly name?: string | undefined;
    readonly client?: TemplateClient | undefined;
    readonly out?: string | undefined;
    readonly dryRun: boolean;
}
/** Makes the files of one consumer; writes all of them or none, and none over another file. */
export declare function makeConsumer(context: ToolContext, call: ConsumerCall): Promise<{
    client: "@aws-sdk/client-sqs" | "amqplib" | "kafkajs" | "nats";
    why: string;
    channel: string;
    group: string;
    rungs: string[];
    waitsMs: number[];
    deadLetter: string;
    files: {
        path: string;
        action: "create" | "differs" | "same";
        lines: number;
    }[];
    diff: string;
    written: boolean;
    notes: string[];
}>;
