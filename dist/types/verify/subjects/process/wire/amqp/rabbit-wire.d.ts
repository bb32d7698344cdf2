import type { Place } from "../place.ts";
import type { Wire } from "../wire.ts";
/** RabbitMQ between a process and its own server. Every play has a virtual host of its own, made by the management plug-in. */
export declare function rabbitWire(place: Place): Wire;
