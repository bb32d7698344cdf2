import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { type Queues } from "./queues.ts";
import type { Topics } from "./topics.ts";
/** What a plan needs, by the kind of resource. */
export declare function administer(clients: Clients, queues: Queues, topics: Topics): {
    observe: (resources: readonly Resource[]) => Promise<Observed[]>;
    create: (resource: Resource, mark: string) => Promise<void>;
    update: (resource: Resource, config: Configuration) => Promise<void>;
    remove: (resource: Resource, mark: string, full?: boolean) => Promise<boolean>;
    /** A bare name is a queue if there is one, else a topic. */
    describe: (channel: string) => Promise<Configuration | undefined>;
};
