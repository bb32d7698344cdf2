import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** Broker images in workloads, and the custom resources of Strimzi, the RabbitMQ operators and NACK. */
export declare const kubernetes: InfrastructureFormat;
