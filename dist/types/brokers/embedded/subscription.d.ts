import type { Handler, Reader, Subscription } from "../broker.ts";
import { type Hub } from "./hub.ts";
interface Limits {
    readonly prefetch?: number;
    readonly batch?: number;
}
export interface EmbeddedSubscription extends Subscription {
    /** The process behind it died: nothing it does counts any more. */
    abandon(): void;
}
/** Hands the messages of one group to one handler. `name` is unique among the subscriptions of the hub. */
export declare function subscribeTo(hub: Hub, reader: Reader, handle: Handler, limits: Limits, name: string): EmbeddedSubscription;
export {};
