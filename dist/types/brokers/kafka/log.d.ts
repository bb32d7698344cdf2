import type { KafkaMessage } from "kafkajs";
import type { Client } from "./client.ts";
export interface Committed {
    /** -1: nothing was committed. */
    readonly offset: number;
    readonly metadata: string;
}
export interface Shape {
    readonly partitions: number;
    readonly replicas: number;
}
export interface Range {
    readonly low: number;
    /** What comes next; nothing of a transaction that is open lies before it. */
    readonly high: number;
}
export type Stored = Pick<KafkaMessage, "key" | "value" | "headers"> & {
    readonly offset: number;
    readonly atMs: number;
};
/** Topics as logs: where they begin and end, what groups have committed, and what lies at an offset, without being in a group. */
export interface Log {
    /** undefined: no such topic. */
    shape(topic: string): Promise<Shape | undefined>;
    ranges(topic: string): Promise<ReadonlyMap<number, Range>>;
    committed(group: string, topic: string): Promise<ReadonlyMap<number, Committed>>;
    /** Where nobody of the group is connected. */
    commit(group: string, topic: string, offsets: ReadonlyMap<number, Committed>): Promise<void>;
    /** Records of a partition from an offset, as many as fit; `next` is where to go on. Committed ones only. */
    read(topic: string, partition: number, from: number, maxBytes?: number): Promise<{
        records: Stored[];
        next: number;
    }>;
    /** Records before these offsets go, for everybody. */
    deleteBefore(topic: string, offsets: ReadonlyMap<number, number>): Promise<void>;
    close(): Promise<void>;
}
export declare function openLog(client: Client): Promise<Log>;
