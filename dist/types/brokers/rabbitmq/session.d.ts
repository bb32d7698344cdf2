import type { Clock } from "../clock.ts";
import type { Session } from "../broker.ts";
import type { Endpoint } from "./address.ts";
export interface RabbitmqSession extends Session {
    /** The process behind it dies: its connection ends without a word. */
    abandon(): void;
}
/** Resolves when the server has let the user in. */
export declare function connect(endpoint: Endpoint, clock: Clock): Promise<RabbitmqSession>;
