import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { type Queues } from "./queues.ts";
import { type Topics } from "./topics.ts";
/** A topic, which keeps nothing itself. */
export declare function topicResources({ sns, ask }: Clients, topics: Topics): {
    observe({ id, name }: Resource): Promise<Observed | undefined>;
    create({ name: channel, config }: Resource, mark: string): Promise<void>;
    update(): Promise<void>;
    remove({ name }: Resource, mark: string): Promise<boolean>;
};
/** What carries a topic's messages to one queue, with a dead letter of its own for what cannot be delivered. */
export declare function subscriptionResources({ sns, sqs, ask }: Clients, topics: Topics, queues: Queues): {
    observe(resource: Resource): Promise<Observed | undefined>;
    create(resource: Resource, mark: string): Promise<void>;
    update(resource: Resource, config: Configuration): Promise<void>;
    remove(resource: Resource, mark: string): Promise<boolean>;
};
