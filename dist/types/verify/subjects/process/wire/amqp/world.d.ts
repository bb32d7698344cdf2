import type { Place } from "../place.ts";
import type { WireMessage } from "../wire.ts";
import { type Management } from "./management.ts";
/** A virtual host of one play: what the consumer's own has, and nothing in it. */
export interface World {
    readonly vhost: string;
    /** Makes sure that what is sent there does not vanish. */
    findable(exchange: string, key: string): Promise<void>;
    ensureQueue(queue: string): Promise<void>;
    publish(queue: string, message: WireMessage): Promise<void>;
    queues(): Promise<readonly Queue[]>;
    /** To which queues the broker moves what this one gives up, as far as its own arguments say. */
    behind(queue: Queue): Promise<readonly string[]>;
    /** What lies in a queue, which then is empty. */
    drain(queue: string): Promise<readonly Buffer[]>;
    /** What is rejected in this queue waits somewhere for a time, and then lies in one of those that are read. */
    comesBack(queue: string, read: ReadonlySet<string>): Promise<boolean>;
    remove(): Promise<void>;
}
export interface Queue {
    readonly name: string;
    readonly arguments?: Readonly<Record<string, unknown>>;
}
/** Exchanges, queues, bindings and policies of the consumer's virtual host, once more in a new one. */
export declare function createWorld(http: Management, { vhost: original, user, channel }: Place, vhost: string): Promise<World>;
/** What waits there goes on from there. */
export declare function returns({ arguments: given }: Queue): boolean;
