import type { Clock } from "../clock.ts";
import type { Link } from "./connection.ts";
import { type Handed } from "./handed.ts";
export interface Pull {
    /** Says how many more are wanted now. */
    want(): void;
    /** The server has forgotten what it was asked for. */
    again(): void;
    /** No further requests; resolves when nothing can arrive any more. */
    end(): Promise<void>;
    abandon(): void;
}
export interface Receiver {
    readonly arrived: (message: Handed) => void;
    /** How many may arrive. */
    readonly room: () => number;
    readonly failed: (error: unknown) => void;
}
/**
 * Asks a consumer for messages, never for more than there is room for, with one request at a time.
 * https://docs.nats.io/reference/reference-protocols/nats_api_reference#fetching-from-a-consumer
 */
export declare function pullFrom({ client, connection }: Link, clock: Clock, stream: string, consumer: string, { arrived, room, failed }: Receiver): Pull;
/** Asks for a message too small to exist: the server gives up what was delivered too often, and delivers nothing. */
export declare function giveUpExhausted({ client, connection }: Link, clock: Clock, stream: string, consumer: string): Promise<void>;
