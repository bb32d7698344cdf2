import { type Place } from "../place.ts";
import type { Wire } from "../wire.ts";
/** Kafka between a process and its own server. One play at a time: the names in the consumer's code are the server's. */
export declare function kafkaWire(place: Place): Wire;
