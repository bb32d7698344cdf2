import type { Handler, Reader, Subscription } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Client } from "./client.ts";
import type { Sender } from "./sender.ts";
export interface KafkaSubscription extends Subscription {
    readonly reader: Reader;
    /** Records of a topic that are in work here, and those that wait in place. */
    inWork(topic: string): {
        inFlight: number;
        waiting: number;
    };
    /** The process behind it died: nothing it does counts any more. */
    abandon(): void;
}
export interface Limits {
    readonly prefetch?: number;
    readonly batch?: number;
}
export declare const dueHeader = "gm-due";
/** Hands the records of one group to one handler: of its source, its entry and its rungs. Oldest first, where it can choose. */
export declare function subscribeTo(client: Client, sender: Sender, clock: Clock, reader: Reader, topics: readonly string[], handle: Handler, limits: Limits): Promise<KafkaSubscription>;
