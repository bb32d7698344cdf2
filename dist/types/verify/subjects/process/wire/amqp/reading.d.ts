import type { Link } from "../instance.ts";
import type { World } from "./world.ts";
/** What the connections of a play find out, and share. */
export interface Reading {
    readonly vhost: string;
    /** How many acknowledgements may be kept from the server. */
    readonly kept: number;
    /** Queues that the consumer reads. */
    readonly queues: Set<string>;
    readonly rejected: Set<number>;
    /** The queue is the consumer's own to make. */
    declared(queue: string): void;
    findable(exchange: string, key: string): Promise<void>;
    /** The channel as the code names it. */
    nameOf(exchange: string, key: string): {
        readonly channel: string;
        readonly key?: string;
    };
    refused(code: number, text: string): void;
    /** `again` lets the server bring it once more. */
    keep(event: number, again: () => void, link: Link): void;
    isKept(link: Link): boolean;
    /** False: nothing of this event is kept. */
    bringAgain(event: number): boolean;
    isReady(instance: string): boolean;
    /** What is rejected there is read again later: it is no dead letter yet. */
    comesBack(queue: string): Promise<boolean>;
}
/** What a process died for want of, over all plays. */
export interface Missed {
    readonly queues: Set<string>;
    readonly exchanges: Set<string>;
}
export declare function createReading(world: World, missed: Missed, kept: number, isReady: (instance: string) => boolean): Reading;
