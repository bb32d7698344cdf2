import { type Action, type Observed, type Plan, type Resource } from "../model/delivery.ts";
import type { DeclaredChanges } from "./owners/owners.ts";
/** Who wants what. */
export interface Desired {
    readonly consumer: string;
    readonly resources: readonly Resource[];
}
interface Claim {
    readonly resource: Resource;
    readonly consumers: string[];
    /** Two consumers want it differently. */
    dispute?: string;
}
/**
 * Ordered actions from what is wanted and what is there. The id covers configuration and the digests of the files that the plan
 * changes, never depth or time: the same world gives the same id, and a moved world another one.
 */
export declare function planOf(broker: string, desired: readonly Desired[], observed: readonly Observed[], { owned, files }?: DeclaredChanges, disputes?: ReadonlyMap<string, string>): Plan;
/** Each resource once, in the order in which they are made, whoever wants it. */
export declare function claimsOf(desired: readonly Desired[], disputes?: ReadonlyMap<string, string>): Claim[];
/** Does the world differ from what is wanted? */
export declare function driftOf({ actions }: Plan): Action[];
export {};
