import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import { type Place } from "../place.ts";
import type { Handed } from "../wire.ts";
import type { NatsClient } from "./client.ts";
import { type Known } from "./streams.ts";
/** What the connections of a play find out, and share. */
export interface Reading {
    readonly client: NatsClient;
    readonly place: Place;
    readonly known: Known;
    /** On which subject each delivery is acknowledged. */
    readonly marks: Map<Handed, string>;
    /** Acknowledgements that the server never gets, by event: what it would forget must come again. */
    readonly withheld: Map<number, string[]>;
    readonly rejected: Set<number>;
    /** Consumers that are read, by stream, in the order in which they were first seen. */
    readonly reads: Map<string, string>;
}
/** One connection of the consumer. Acknowledgements go over our own connection, as requests: the answer says that the server has them. */
export declare function converse(link: Link, carrier: Carrier, reading: Reading): Conversation;
