import type { Kafka, Producer } from "kafkajs";
import type { Opening } from "../broker.ts";
/** A client of one connection, and everything that it has open. */
export interface Client {
    readonly kafka: Kafka;
    readonly connection: string;
    /** Of a process that died: every socket ends at once, and none is opened any more. */
    readonly kill: () => void;
    readonly isDead: () => boolean;
}
export declare const retries: {
    initialRetryTime: number;
    maxRetryTime: number;
    retries: number;
};
export declare function clientOf({ address, connection }: Opening): Promise<Client>;
/** A producer that waits for all replicas and survives a change of leaders. */
export declare function producerOf({ kafka, connection }: Client): Promise<Producer>;
