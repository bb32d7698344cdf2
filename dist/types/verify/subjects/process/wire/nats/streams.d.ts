import { type Place } from "../place.ts";
import { type NatsClient } from "./client.ts";
/** What the plays on one server know and made. */
export interface Known {
    /** Streams that were made here. */
    readonly made: Set<string>;
    /** What a process looked for in vain: `STREAM`, `STREAM.CONSUMER`, or a subject of a stream. */
    readonly missed: Set<string>;
    /** Of these, what is made before a process starts: it died of it. */
    readonly wanted: Set<string>;
    /** The subject that a consumer asked of a stream, by stream. */
    readonly filters: Map<string, string>;
}
export interface Info {
    readonly num_pending: number;
    readonly num_ack_pending: number;
    readonly config: {
        readonly filter_subject?: string;
        readonly ack_policy?: string;
    };
}
export declare function streamExists(client: NatsClient, known: Known, place: Place, name: string): Promise<boolean>;
export declare function makeStream(client: NatsClient, known: Known, place: Place, name: string): Promise<void>;
export declare function streamOf(client: NatsClient, subject: string): Promise<string | undefined>;
/** The stream that takes a subject; rejects where it is one of others. */
export declare function ownStream(client: NatsClient, known: Known, place: Place, subject: string): Promise<string | undefined>;
/** Takes what is sent to a subject that nobody keeps, and to those beside it: the consumer waits for its confirmation. */
export declare function keepSubject(client: NatsClient, known: Known, place: Place, subject: string): Promise<void>;
/** Before a subject among the names of what was missed. */
export declare const bySubject = "subject ";
/** What a process died for want of. */
export declare function makeWanted(client: NatsClient, known: Known, place: Place): Promise<void>;
/** Everything away: of a server of our own all of it, else what was made here. */
export declare function clear(client: NatsClient, place: Place, { made }: Known): Promise<void>;
