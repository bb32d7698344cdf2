import type { Message as SqsMessage, MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { Held, Message } from "../broker.ts";
/** A message as the service takes it. */
interface Encoded {
    readonly body: string;
    readonly attributes: Record<string, MessageAttributeValue>;
    readonly key?: string;
}
export declare function encode({ key, headers, body }: Message): Encoded;
export declare function decode({ MessageId, Body, Attributes, MessageAttributes }: SqsMessage): Held;
export {};
