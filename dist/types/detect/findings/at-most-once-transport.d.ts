import type { FindingRule } from "../finding-rule.ts";
/** https://redis.io/docs/latest/develop/interact/pubsub/#delivery-semantics */
export declare const atMostOnceTransport: FindingRule;
