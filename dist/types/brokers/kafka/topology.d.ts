import type { Features, Reader, Topology, Wanted } from "../broker.ts";
export declare const features: Features;
/** Kafka's -1: neither time nor size ends it. A number that is more than any other. */
export declare const forever: number;
/**
 * Topics that belong to one group: an entry that nobody else reads (`sendTo`: its records do not wait), one for each wait, and a
 * dead letter. A record there says in `gm-due` (epoch milliseconds) when it may be handled. The same group reads source, entry and
 * rungs. Where order by key must be kept there are no rungs: the group stands still in place, for its partition waits.
 */
export declare function topologyOf({ channel, group, retry, source, deadLetter: declared }: Wanted): Topology;
/** The topic through which one group alone is reached: `orders.billing.retry.0s`. */
export declare function entryOf({ channel, group }: Pick<Reader, "channel" | "group">): string;
/** Everything that a group reads. */
export declare function topicsOf(reader: Reader): string[];
/** Is this topic the entry, a rung or the dead letter of exactly this group? What merely begins like one is somebody else's. */
export declare function isOwnTopic({ channel, group }: Pick<Reader, "channel" | "group">, topic: string): boolean;
/** The group whose committed offset tells which dead letters somebody has dealt with. */
export declare function triageOf(deadLetter: string): string;
/** Groups that may read a topic of a ladder, by its name: the consumer's own, or one for each rung. Empty: it is no such topic. */
export declare function groupsOf(name: string): string[];
/** The same consumer on names that nobody else has. Pure. */
export declare function apart(wanted: Wanted, run: string): Wanted;
/** Channel and group of a resource of kind `group`. A topic's name holds no slash. */
export declare function placeOf(name: string): {
    channel: string;
    group: string;
};
