import type { Features, Topology, Wanted } from "../broker.ts";
export declare const features: Features;
/** An advisory that nobody acted on, and the mark of what was redriven. */
export declare const advisoriesKeptMs: number;
/**
 * Fields are those of the JetStream API; durations are nanoseconds, lists are written with commas, none is `none`.
 * The server waits between attempts, so there are no channels for rungs. `entry` is where messages for this consumer alone come
 * in when other groups read its subject too. https://docs.nats.io/nats-concepts/jetstream/consumers
 */
export declare function topologyOf({ channel, group, retry, deadLetter: declared, source }: Wanted): Topology;
/** The same consumer where nobody else is: on a stream of its own. */
export declare function apart(wanted: Wanted, run: string): Wanted;
