import type { Broker } from "../broker.ts";
/** NATS JetStream. Core NATS keeps nothing, so nothing can be tried again there. */
export declare const nats: Broker;
