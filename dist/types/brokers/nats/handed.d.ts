import type { Msg } from "nats";
import type { Message } from "../broker.ts";
/** A message as the server hands it over to a consumer. */
export interface Handed extends Message {
    readonly subject: string;
    /** Position in its stream. */
    readonly seq: number;
    /** Deliveries of it to this consumer, from 1. */
    readonly count: number;
    readonly atMs: number;
    /** Where a settlement is sent. */
    readonly reply: string;
}
/**
 * The subject for the settlement says what is known of a delivery:
 * `$JS.ACK[.<domain>.<account>].<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time in ns>.<pending>[.<token>]`.
 * https://github.com/nats-io/nats-architecture-and-design/blob/main/adr/ADR-15.md
 */
export declare function handedOf({ subject, reply, headers, data }: Msg): Handed | undefined;
