import type { Consumer, Producer, SystemMap } from "./system.ts";
type Sighting = Producer | Consumer;
/**
 * Request and reply is a call in another dress, no event: it needs no schema, no envelope, no dead letter. A handler that can
 * answer counts as one unless somebody sends it events; on Kafka, where a raw client sends no reply topic, only where a caller
 * that waits is seen.
 */
export declare function isRequestReply(entry: Sighting, map: Pick<SystemMap, "producers">): boolean;
export {};
