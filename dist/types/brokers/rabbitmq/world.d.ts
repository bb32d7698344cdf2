import type { Management } from "./management.ts";
import type { Policy, Queue } from "./policies.ts";
import type { Binding } from "./routes.ts";
export interface Exchange {
    readonly name: string;
    readonly type: string;
    readonly durable: boolean;
    readonly arguments: Readonly<Record<string, unknown>>;
}
/** A virtual host as it stands: each thing is asked for once, when it is first needed. */
export interface World {
    queue(name: string): Promise<Queue | undefined>;
    exchange(name: string): Promise<Exchange | undefined>;
    policies(): Promise<readonly Policy[]>;
    operators(): Promise<readonly Policy[]>;
    bindingsFrom(exchange: string): Promise<readonly Binding[]>;
    bindingsTo(queue: string): Promise<readonly Binding[]>;
    /** As the server tells it of a queue, some seconds late. */
    toldLimit(queue: string): Promise<number | undefined>;
    /** What the server itself limits deliveries from quorum queues to. */
    deliveryLimit(): Promise<number | undefined>;
}
/** `things`: how many will be asked for, as far as that is known. */
export declare function lookAt(management: Management, things?: number): World;
