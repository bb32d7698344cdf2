import type { Traits } from "../traits.ts";
export declare const rabbitmq: Traits;
