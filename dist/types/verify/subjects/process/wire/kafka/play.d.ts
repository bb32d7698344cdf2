import { type Place } from "../place.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { Admin } from "./admin.ts";
/** What is kept from one play to the next, so that it can be made and taken away. */
export interface Known {
    readonly made: Set<string>;
    readonly groups: Set<string>;
}
/** One play on a Kafka server: what was read comes again by the offset that its group has committed. */
export declare function playOnKafka(beginning: Beginning, place: Place, admin: Admin, known: Known, ensure: (topic: string) => Promise<void>): WirePlay;
