import { type SqsClient } from "./client.ts";
import { type Place } from "../place.ts";
/** A queue as it was found, to be made again as it was. */
export interface Template {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
}
/** Queues of a server, between plays. */
export interface Queues {
    /** Where it is; made where it is not there. */
    ensure(name: string): Promise<string>;
    /** The consumer is about to make it itself. */
    claim(name: string): Promise<void>;
    ensureTopic(name: string): Promise<void>;
    names(): Promise<readonly string[]>;
    drain(name: string): Promise<readonly string[]>;
    /** All empty: as they were found, or gone. */
    reset(): Promise<void>;
}
export declare function queuesOf(client: SqsClient, place: Place): Promise<Queues>;
