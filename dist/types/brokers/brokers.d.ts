import type { Traits } from "./traits.ts";
/** THE list of brokers. */
export declare const brokers: readonly Traits[];
