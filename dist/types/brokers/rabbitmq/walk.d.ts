import type { ConsumeMessage } from "amqplib";
import { type Clock } from "../clock.ts";
import { type Link } from "./link.ts";
export interface Step {
    readonly received: ConsumeMessage;
    /** Deletes it. */
    readonly ack: () => void;
}
/**
 * Goes once through what a queue holds now, oldest first; whatever is not acknowledged is given back in its order at the end. Holds
 * few messages in memory: a consumer takes so many, and when all of them were seen another one beside it takes the next.
 */
export declare function walk(link: Link, queue: string, clock: Clock): AsyncGenerator<Step>;
