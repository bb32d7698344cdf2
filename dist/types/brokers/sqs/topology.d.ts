import type { Features, Topology, Wanted } from "../broker.ts";
export declare const features: Features;
export declare function leaseSeconds(handlerTimeoutMs: number): number;
/**
 * The waits are visibility timeouts of the message itself, so a ladder is the dead letter and its wiring. A topic copies each message
 * to a queue of this group; where SNS cannot deliver, a second dead letter keeps it.
 */
export declare function topologyOf(wanted: Wanted): Topology;
/** The same consumer on names that nobody else has. A topic stays one, and FIFO stays FIFO. */
export declare function apartFrom(wanted: Wanted, run: string): Wanted;
