import type { Broker, Topology, Wanted } from "../../brokers/broker.ts";
import { type Resource } from "../../model/delivery.ts";
import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
/** One consumer with what it shall have on its broker. */
export interface Placed {
    readonly wanted: Wanted;
    readonly topology: Topology;
    /** What its plan makes: nothing for a consumer that reads the rungs of another one's ladder. */
    readonly resources: readonly Resource[];
    readonly broker: Broker;
    /** The kind of broker whose behaviour the embedded one takes on. */
    readonly imitates: string;
    readonly detected?: Consumer;
}
/** A consumer for which nothing can be planned, and the edit that would change that. */
export interface Unplanned {
    readonly consumer: string;
    readonly why: string;
}
export interface Placing {
    readonly placed: readonly Placed[];
    readonly unplanned: readonly Unplanned[];
    readonly map: SystemMap;
    readonly settings: Settings;
    /** Name of the connection. */
    readonly connection: string;
}
/** All consumers of the repository that need a dead letter, or the one that is named. Reads only. */
export declare function placeConsumers(context: ToolContext, only?: string): Promise<Placing>;
/** Consumers with a ladder of their own, and those of which it is only said why they have none. */
export declare function withLadder({ placed, unplanned }: Placing): {
    placed: readonly Placed[];
    unplanned: Unplanned[];
};
