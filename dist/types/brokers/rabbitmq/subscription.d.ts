import type { Handler, Message, Reader, Subscription } from "../broker.ts";
import { type Clock } from "../clock.ts";
import { type Link } from "./link.ts";
interface Reading {
    readonly link: Link;
    readonly clock: Clock;
    readonly reader: Reader;
    readonly queue: string;
    readonly handle: Handler;
    readonly limits: {
        readonly prefetch?: number;
        readonly batch?: number;
    };
    /** Stores a message in a queue; resolves when it is there. */
    readonly store: (queue: string, message: Message) => Promise<void>;
}
/**
 * Hands the messages of one queue to one handler. When the connection is lost it is made anew, and what was in work comes again.
 * Whatever is stored anew is stored and confirmed before it is acknowledged here.
 */
export declare function subscribeTo({ link, clock, reader, queue, handle, limits, store }: Reading): Promise<Subscription>;
export {};
