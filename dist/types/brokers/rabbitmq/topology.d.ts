import type { Features, Topology, Wanted } from "../broker.ts";
export declare const features: Features;
/** `Session.describe` of an exchange or a queue, and of the queue that a group reads. Undefined means: of no matter, or not known. */
export interface Described {
    readonly is?: "exchange" | "queue";
    /** Of the exchange. */
    readonly type?: string;
    /** Of the group's queue. */
    readonly queueType?: string;
    /** Where its dead letters go now. */
    readonly deadLetter?: string;
    readonly deliveryLimit?: number;
}
/**
 * A channel is a queue, or an exchange from which each group has a queue of its own. The queue that is read carries no dead-letter
 * arguments: a policy wires it, so that it can be changed, and that consumers which declare it need not repeat it. Each rung is a
 * queue whose messages expire back into the group's queue by the default exchange, which cannot be missing or unbound.
 * https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
 */
export declare function topologyOf(wanted: Wanted): Topology;
export declare function rungName(channel: string, group: string, waitMs: number): string;
/** Is this what a rung is called? Its messages leave it by themselves. */
export declare function isRung(queue: string): boolean;
/** For a proof: policies that match names by their beginning or their end match these too. */
export declare function apart(wanted: Wanted, run: string): Wanted;
