import type { Resource } from "../../model/delivery.ts";
import { type Desired } from "../plan.ts";
import type { Declared } from "./format.ts";
export interface Settled {
    readonly resource: Resource;
    readonly consumers: readonly string[];
    /** Ids of all that is set by this one declaration. */
    readonly parts: string[];
}
/** What one declaration sets is one thing here: how a queue is read, too, is said where the queue is declared. */
export declare function settled(desired: readonly Desired[]): Settled[];
export declare function declares({ broker, kind, name }: Declared, resource: Resource): boolean;
/** Declarations of the source of whoever wants this. */
export declare function neighbours(resource: Resource, desired: readonly Desired[], known: readonly Declared[]): Declared[];
export declare function nearest(places: readonly Declared[], file: string): Declared | undefined;
