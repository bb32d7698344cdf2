import { type Client } from "./client.ts";
import { type Lane } from "./lane.ts";
import type { Stored } from "./log.ts";
/** A member of a group: the partitions that are its own, filled from the broker, and the commits of what is done. */
export interface Member {
    readonly lanes: ReadonlyMap<string, Lane>;
    /** Resolves when the broker knows what is done up to now, in lanes that are still ours. */
    commit(): Promise<void>;
    /** Something was taken out of a lane: there may be room for more. */
    drained(lane: Lane): void;
    leave(): Promise<void>;
}
/** Joins a group and fills its lanes. `changed` is called whenever they hold something new or are no longer ours. */
export declare function join(client: Client, groupId: string, topics: readonly string[], dueOf: (record: Stored, topic: string) => number, changed: () => void, failed: (error: unknown) => void): Promise<Member>;
