import type { IHeaders, KafkaMessage } from "kafkajs";
import type { Message } from "../broker.ts";
/** The body of a record that has none: a tombstone. Stored again it is one again. */
export declare const noBody: Uint8Array<ArrayBuffer>;
export interface Stored {
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: IHeaders;
}
export declare function toRecord({ key, headers, body }: Message): Stored;
export declare function fromRecord({ key, value, headers }: Pick<KafkaMessage, "key" | "value" | "headers">): Message;
