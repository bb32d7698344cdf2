import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import { type Counting } from "./counting.ts";
import type { Management } from "./management.ts";
/** Queues, exchanges and policies: looked at, made, changed, taken back, over HTTP, where a refusal breaks no channel. */
export declare function administer(management: Management, counting: Counting): {
    describe: (channel: string, group?: string) => Promise<Configuration | undefined>;
    observe: (resources: readonly Resource[]) => Promise<Observed[]>;
    create: (resource: Resource, mark: string) => Promise<void>;
    update: (resource: Resource, config: Configuration) => Promise<void>;
    remove: (resource: Resource, mark: string, full?: boolean) => Promise<boolean>;
};
