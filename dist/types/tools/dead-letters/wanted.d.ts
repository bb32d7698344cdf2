import type { Broker, Wanted } from "../../brokers/broker.ts";
import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import { type Named } from "../connections/connection.ts";
/** One consumer: what it shall have, and where. */
export interface Place {
    readonly wanted: Wanted;
    readonly broker: Broker;
    /** The connection of the settings that leads to it; undefined: the embedded broker. */
    readonly at: Named | undefined;
    /** The embedded broker with the behaviour of this consumer's: what its handler is tried on. */
    readonly imitation: Broker;
    /** The kind of broker that the code speaks to. */
    readonly imitates: string;
    /** It reads the rungs of another one's ladder: nothing is made for it. */
    readonly onRung: boolean;
    readonly detected?: Consumer;
}
/** A consumer for which nothing can be planned, and the edit that would change that. */
export interface Unplanned {
    readonly consumer: string;
    readonly why: string;
}
export interface Placing {
    readonly places: readonly Place[];
    readonly unplanned: readonly Unplanned[];
    readonly map: SystemMap;
    readonly settings: Settings;
}
/** All consumers of the repository that need a dead letter, or the one that is named. Reads only the repository. */
export declare function placeConsumers(context: ToolContext, only?: string, environment?: string): Promise<Placing>;
/** Consumers with a ladder of their own, and those of which it is only said why they have none. */
export declare function withLadder(placing: Placing): Placing;
