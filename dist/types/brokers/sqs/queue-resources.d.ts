import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { type Attributes, type Queues } from "./queues.ts";
/** Tags say who made what: the queue, its wiring as a reader's queue, its subscription to a topic. */
export declare const marks: {
    readonly queue: "godmode:managed";
    readonly reader: "godmode:reader";
    readonly subscription: "godmode:subscription";
};
/** Which keys keep it from being what is wanted. */
export declare function differing({ config, atLeast }: Resource, found: Configuration): string[];
export declare function refuseOther(resource: Resource, found: Configuration): void;
/** A queue itself: how long it keeps, who may use it as a dead letter, which topic may send to it. */
export declare function queueResources(clients: Clients, queues: Queues): {
    observe(resource: Resource): Promise<Observed | undefined>;
    create(resource: Resource, mark: string): Promise<void>;
    update(resource: Resource, config: Configuration): Promise<void>;
    /** Only what is empty, and what no reader or source needs any more. */
    remove({ name }: Resource, mark: string, full: boolean): Promise<boolean>;
};
export declare function holds(attributes: Attributes): boolean;
