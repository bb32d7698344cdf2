import type { Broker } from "../broker.ts";
/** Apache Kafka and what speaks its protocol. The client is loaded when it is opened. */
export declare const kafka: Broker;
