import type { Session } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { type Client } from "./client.ts";
export interface KafkaSession extends Session {
    /** The process behind it dies: its connections end, no settlement of it counts any more. */
    abandon(): void;
}
/** `alone`: on names that nobody else has, so nobody else has to be there to read. */
export declare function connect(client: Client, clock: Clock, { alone }?: {
    alone?: boolean | undefined;
}): Promise<KafkaSession>;
