import type { ConfirmChannel } from "amqplib";
import type { Endpoint } from "./address.ts";
/** One connection. It is made anew for the next channel that is asked for after it was lost. */
export interface Link {
    readonly endpoint: Endpoint;
    /** A channel with confirms. Failures of it end it and nothing else: whoever holds it hears `close`. */
    channel(): Promise<ConfirmChannel>;
    close(): Promise<void>;
    /** As if the process behind it had died: nothing is said to the server, and it is not made anew. */
    cut(): void;
}
export declare function linkTo(endpoint: Endpoint): Link;
/** Does something on a channel of its own: a refusal there closes nothing that others use. */
export declare function aside<T>(link: Link, doing: string, work: (channel: ConfirmChannel) => Promise<T>): Promise<T>;
/** A queue without a leader does not answer for a minute, and then by closing the channel. */
export declare function inTime<T>(work: Promise<T>): Promise<T>;
/** Closes a channel or a connection. When it dies in the meantime its promise never settles: its event tells. */
export declare function ended(what: {
    close(): Promise<void>;
    once(event: "close", listener: () => void): unknown;
}): Promise<void>;
/** For what may be gone already: a call on a channel that is dying throws at once, not by its promise. */
export declare function quietly(work: () => unknown): Promise<void>;
