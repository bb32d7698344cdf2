import type { Action, Observed, Resource } from "../model/delivery.ts";
export type Difference = Pick<Action, "action" | "reason" | "changes" | "inverse" | "pending">;
/** What has to be done to one resource, and what would undo it. Pure. */
export declare function diff(wanted: Resource, found: Observed | undefined): Difference;
