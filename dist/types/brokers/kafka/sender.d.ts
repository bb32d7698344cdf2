import type { Message } from "../broker.ts";
import { type Client } from "./client.ts";
import type { Log } from "./log.ts";
/** Stores records; what it has stored is on all replicas that are in step. */
export interface Sender {
    /** `near`: to the partition of that number where there is one, so that what was together stays together. */
    send(topic: string, message: Message, near?: number): Promise<void>;
    /** Topics may have been made or removed. */
    forget(): void;
    close(): Promise<void>;
}
/** Connects at the first record. */
export declare function senderOf(client: Client, log: Log): Sender;
