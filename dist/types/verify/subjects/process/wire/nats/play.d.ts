import type { Place } from "../place.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { NatsClient } from "./client.ts";
import { type Known } from "./streams.ts";
/** One play on a NATS server: redeliveries are the server's own, for an acknowledgement that it has not got. */
export declare function playOnNats(beginning: Beginning, place: Place, client: NatsClient, known: Known): WirePlay;
