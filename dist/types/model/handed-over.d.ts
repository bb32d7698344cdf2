import type { BrokerKind } from "./broker.ts";
/** Brokers whose client hands messages to a handler that can be played without naming it: a consumer of others needs `handler`. */
export declare const handedOver: ReadonlySet<BrokerKind>;
