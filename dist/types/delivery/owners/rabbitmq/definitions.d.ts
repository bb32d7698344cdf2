import { type OwnerFormat } from "../format.ts";
/** Exported definitions: https://www.rabbitmq.com/docs/definitions */
export declare const definitions: OwnerFormat;
