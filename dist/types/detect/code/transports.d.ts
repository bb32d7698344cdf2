import { type Analysis } from "./analysis.ts";
import type { BrokerKind, ChannelKind, Fact } from "../fact.ts";
import type { Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
export interface Carried {
    broker: BrokerKind;
    kind: ChannelKind;
    /** The queue that all patterns share. */
    queue?: string[];
    /** What stands for that queue, where it could not be followed to a name, or to a variable only. */
    open?: Ref;
    group?: string;
    /** The broker forgets a message on delivery; absent where the options leave it open. */
    autoAck?: boolean;
}
/**
 * The broker that carries the messages of a sighting, when the application's configuration says so. Undefined where it names none:
 * the framework then speaks over a socket, which is no broker.
 */
export declare function carriedBy(sighting: Sighting, analysis: Analysis): Carried | undefined;
/** The queues that the applications' own servers declare, with their dead-letter targets. */
export declare function serverQueues(sightings: readonly Sighting[], analysis: Analysis): Fact[];
