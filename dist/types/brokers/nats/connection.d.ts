import type { JetStreamClient, JetStreamManager, NatsConnection } from "nats";
import type { Opening } from "../broker.ts";
/** Everything that the parts of a session share. */
export interface Link {
    readonly client: typeof import("nats");
    readonly connection: NatsConnection;
    readonly manager: JetStreamManager;
    readonly stream: JetStreamClient;
    /** Runs something and says failures in our words. */
    readonly tried: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
    /** The same for what may be done twice: asked again where no answer came. */
    readonly asked: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
    /** Has the server this version or a newer one? */
    readonly atLeast: (...version: readonly number[]) => boolean;
}
export declare function link({ address, connection: name }: Opening): Promise<Link>;
