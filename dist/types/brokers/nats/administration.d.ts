import type { StreamInfo } from "nats";
import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Link } from "./connection.ts";
/** Streams and consumers: looked at, made, changed, taken back. */
export declare function administer({ manager: { streams, consumers }, tried, asked, atLeast }: Link): {
    observe: (resources: readonly Resource[]) => Promise<Observed[]>;
    create: (resource: Resource, mark: string) => Promise<void>;
    update: (resource: Resource, config: Configuration) => Promise<void>;
    remove: (resource: Resource, mark: string, full?: boolean) => Promise<boolean>;
    describe: (channel: string) => Promise<Configuration | undefined>;
    streamOf: (subject: string) => Promise<StreamInfo | undefined>;
};
