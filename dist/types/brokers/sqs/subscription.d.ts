import { type Clock } from "../clock.ts";
import type { Delivery, Handler, Reader, Subscription } from "../broker.ts";
import type { Clients } from "./client.ts";
import type { Waits } from "./waits.ts";
export interface SqsSubscription extends Subscription {
    /** The process behind it died: nothing it does counts any more. */
    abandon(): void;
}
interface Limits {
    readonly prefetch?: number;
    readonly batch?: number;
}
export interface Source {
    readonly clients: Clients;
    readonly clock: Clock;
    readonly queue: string;
    readonly url: string;
    readonly fifo: boolean;
    readonly visibilityMs: number;
    readonly waits: Waits;
    readonly toDeadLetter: (delivery: Delivery, headers: Readonly<Record<string, string>>) => Promise<void>;
}
/** Hands the messages of one queue to one handler. */
export declare function subscribeTo(source: Source, reader: Reader, handle: Handler, limits: Limits): SqsSubscription;
export {};
