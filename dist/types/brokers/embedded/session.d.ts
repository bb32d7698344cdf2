import type { Session } from "../broker.ts";
import { type Hub } from "./hub.ts";
import type { Redelivery } from "../broker.ts";
export interface EmbeddedSession extends Session {
    /** The process behind it dies: no settlement of it counts any more. */
    abandon(): void;
}
/** One connection to a hub. The last one to close stops its timers when `owner` says so. */
export declare function connect(hub: Hub, redelivery: Redelivery, owner: boolean): EmbeddedSession;
