import type { InfrastructureFormat } from "../infrastructures.ts";
/** Exported definitions: https://www.rabbitmq.com/docs/definitions */
export declare const rabbitmqDefinitions: InfrastructureFormat;
