import type { Opening, Session, Topology } from "../../brokers/broker.ts";
import { type Desired } from "../../delivery/plan.ts";
import type { DeclaredChanges } from "../../delivery/owners/owners.ts";
import type { Observed, Plan, Resource } from "../../model/delivery.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext } from "../../tool.ts";
import type { Place, Placing, Unplanned } from "./wanted.ts";
/** One consumer with what its broker must have, as far as the broker that stands there tells. */
export interface Placed extends Place {
    readonly topology: Topology;
    /** What its plan makes. */
    readonly resources: readonly Resource[];
    readonly session: Session;
}
/** The brokers of some consumers, each opened once. */
export interface World {
    readonly placed: readonly Placed[];
    /** Those for which their broker allows no ladder as it is wanted. */
    readonly unplanned: readonly Unplanned[];
}
/** For each broker of these consumers where it is, or why it is none of the real ones. */
export declare function notesOf(places: readonly (Place | Placed)[], planned?: Planned): string[];
/** `broker` and `connection` of an answer: one of each, or all of them. */
export declare function brokersOf({ places, settings }: Pick<Placing, "places" | "settings">): {
    broker: string;
    connection: string;
};
/** How the broker of a consumer is reached. */
export declare function openingOf(context: ToolContext, { settings }: Pick<Placing, "settings">, { at }: Pick<Place, "at">): Opening;
/** Opens the brokers behind these consumers, and closes them. `looking`: nothing is written. */
export declare function withBrokers<T>(context: ToolContext, placing: Pick<Placing, "places" | "settings">, looking: boolean, body: (world: World) => Promise<T>): Promise<T>;
/** What is planned on one broker, and in the files that declare what stands there. */
export interface Part {
    readonly declared: DeclaredChanges;
    readonly session: Session;
    readonly plan: Plan;
    readonly desired: readonly Desired[];
    readonly observed: readonly Observed[];
}
export interface Planned {
    /** Of all brokers together. */
    readonly plan: Plan;
    readonly parts: readonly Part[];
}
/** The plan for these consumers against their brokers as they stand. */
export declare function planFor(context: ToolContext, map: SystemMap, placed: readonly Placed[]): Promise<Planned>;
/** Which consumers a plan is for: all of them, or one. Throws PLAN_STALE where no plan of the world as it stands has that id. */
export declare function consumersOf(context: ToolContext, map: SystemMap, placed: readonly Placed[], id: string): Promise<readonly Placed[]>;
