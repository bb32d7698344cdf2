import type { Message as Received, Options } from "amqplib";
import type { Held, Message } from "../broker.ts";
/** Headers and settings of a message as it is published. `stamp` names it alone. */
export declare function publication({ key, headers, body }: Message, nowMs: number): {
    options: Options.Publish;
    stamp: string;
};
export declare function stampOf(headers: Readonly<Record<string, unknown>>): string | undefined;
/** A received message as others see it. */
export declare function heldOf(received: Received, nowMs: number): Held;
/** How often it was given back before, in this queue. Classic queues only know whether. */
export declare function countOf({ properties: { headers }, fields: { redelivered } }: Received): number;
/** When it was stored, as far as anything tells. */
export declare function storedAt(received: Received): number | undefined;
