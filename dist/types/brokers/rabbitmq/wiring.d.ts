import type { Observed, Resource, Setting } from "../../model/delivery.ts";
import { type Effective, type Policy, type Queue } from "./policies.ts";
import type { World } from "./world.ts";
/** What is in force for one key of one queue. */
export declare function inForce(world: World, queue: Queue, key: string): Promise<Effective>;
/** For whoever may not read policies too: then as the server tells it, some seconds late. */
export declare function deliveryLimitOf(world: World, queue: Queue): Promise<number | undefined>;
/** Our policy of a queue, whether or not it is in force. */
export declare function ownPolicy(world: World, queue: string): Promise<Policy | undefined>;
/** Where the dead letters of a queue end now: a queue, or (`nowhere`) why they are thrown away. */
export type Destination = {
    readonly queues: readonly string[];
    readonly nowhere?: string;
};
/**
 * Follows a dead letter: the exchange that is in force must be there and route to a queue. The server accepts one that is missing
 * or unbound, and throws the message away.
 */
export declare function destinationOf(world: World, queue: Queue): Promise<Destination>;
/** Do dead letters of a queue end in another one without any policy of ours? */
export declare function leadsThere(world: World, queue: Queue, deadLetter: string): Promise<boolean>;
/** Where our own policy leads, also while another one hides it, or what it leads to is gone. */
export declare function aimOf(world: World, queue: Queue): Promise<string | undefined>;
/** The wiring of a queue as it stands; undefined: there is none, and nothing that would have to be changed for it. */
export declare function observeWiring(world: World, resource: Resource): Promise<Observed | undefined>;
/** The value, with who says it where it is another one. */
export declare function settingOf(found: Effective, wanted: Setting | undefined, atLeast?: boolean): Setting;
/** What our policy of a queue has to say: what the policy that it takes precedence over says, for they do not merge, and ours. */
export declare function policyOver(world: World, queue: Queue, ours: Readonly<Record<string, Setting>>): Promise<{
    definition: {
        [k: string]: string | number | boolean | null;
    };
    priority: number;
}>;
