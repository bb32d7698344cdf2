import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { type Queues } from "./queues.ts";
/** How a queue is read: its lease, and where it puts what was received too often. Without a redrive policy there is no such thing. */
export declare function readerResources({ sqs, ask }: Clients, queues: Queues): {
    observe({ id, name }: Resource): Promise<Observed | undefined>;
    create(resource: Resource, mark: string): Promise<void>;
    update(resource: Resource, config: Configuration): Promise<void>;
    remove({ name }: Resource, mark: string, full: boolean): Promise<boolean>;
};
