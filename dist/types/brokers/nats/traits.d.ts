import type { Traits } from "../traits.ts";
export declare const nats: Traits;
