import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** Exported definitions: https://www.rabbitmq.com/docs/definitions */
export declare const rabbitmqDefinitions: InfrastructureFormat;
