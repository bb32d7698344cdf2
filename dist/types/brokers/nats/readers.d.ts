import type { ConsumerInfo } from "nats";
import type { Message, Reader } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { administer } from "./administration.ts";
import type { Link } from "./connection.ts";
import type { Source } from "./subscription.ts";
export interface Read {
    readonly info: ConsumerInfo;
    readonly entry: boolean;
}
export type Readers = ReturnType<typeof readers>;
/** The consumers behind a reader, and the way to them alone. */
export declare function readers({ client, manager, asked }: Link, clock: Clock, { streamOf }: Pick<ReturnType<typeof administer>, "streamOf">): {
    consumersOf: (channel: string, group: string) => Promise<readonly Read[]>;
    sourcesOf: ({ channel, group }: Reader) => Promise<Source[]>;
    routeTo: ({ channel, group }: Reader, message: Message) => Promise<{
        readonly to: string;
        readonly message: Message;
    }>;
};
