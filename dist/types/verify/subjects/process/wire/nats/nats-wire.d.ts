import type { Place } from "../place.ts";
import type { Wire } from "../wire.ts";
/** JetStream between a process and its own NATS server. One play at a time: the names in the consumer's code are the server's. */
export declare function natsWire(place: Place): Wire;
