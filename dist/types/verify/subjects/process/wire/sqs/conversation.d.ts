import type { Carrier } from "../carrier.ts";
import type { Handed } from "../wire.ts";
import type { SqsClient } from "./client.ts";
import type { Exchange } from "./proxy.ts";
import type { Queues } from "./queues.ts";
/** What the requests of a play find out, and share. */
export interface Reading {
    readonly client: SqsClient;
    readonly queues: Queues;
    /** The server is one that others use. */
    readonly shared: boolean;
    /** What the consumer receives from. */
    readonly sources: Set<string>;
    readonly open: Map<string, {
        readonly handed: Handed;
        readonly queue: string;
        readonly id: string;
    }>;
    /** Deletions that the server never gets, by event. */
    readonly withheld: Map<number, {
        readonly receipt: string;
        readonly queue: string;
        readonly id: string;
    }[]>;
}
/** A consumer that asked for more has let go of what it did not delete: it would come again when its visibility timeout is over. */
export declare const letGoMs = 3000;
/** One request of the consumer to SQS or SNS. */
export declare function converse(exchange: Exchange, carrier: Carrier, reading: Reading): Promise<void>;
export declare function hide({ client, queues }: Pick<Reading, "client" | "queues">, queue: string, receipt: string, seconds: number): Promise<void>;
