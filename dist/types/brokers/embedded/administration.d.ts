import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Hub } from "./hub.ts";
/** Channels and groups of the embedded broker: looked at, made, changed, taken back. */
export declare function administer(hub: Hub): {
    describe: (channel: string) => Promise<Record<string, string | number | boolean | null> | undefined>;
    observe: (resources: readonly Resource[]) => Promise<Observed[]>;
    create: (resource: Resource, mark: string) => Promise<void>;
    update: (resource: Resource, config: Configuration) => Promise<void>;
    remove: (resource: Resource, mark: string, full?: boolean) => Promise<boolean>;
};
