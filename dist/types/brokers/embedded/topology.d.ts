import type { Resource } from "../../model/delivery.ts";
import type { Features, Redelivery, Topology, Wanted } from "../broker.ts";
/** What the embedded broker does in each of its four behaviours. */
export declare function featuresOf(redelivery: Redelivery): Features;
/** `orders.billing.retry.1s`: the names belong to the consumer, so that two groups that fail one event share no ladder. */
export declare function rungName(channel: string, group: string, waitMs: number): string;
/**
 * Where a message waits in a channel for each rung, the rung gives it back to this group alone; where the broker delays it in
 * place (and always where later events of its key wait for it), there are no such channels.
 */
export declare function topologyOf(redelivery: Redelivery, { channel, group, retry, deadLetter: declared }: Wanted): Topology;
/** Channel and group of a resource. A group's name holds no slash; a channel's may. */
export declare function placeOf({ kind, name }: Pick<Resource, "kind" | "name">): {
    channel: string;
    group?: string;
};
