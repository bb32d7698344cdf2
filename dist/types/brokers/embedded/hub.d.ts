import type { Message } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Channel, Group, Item, World } from "./world.ts";
/** Where the world is kept. */
export interface Store {
    /** Bytes of messages that fit. */
    readonly limit: number;
    /** What a full store is called in its error. */
    readonly name: string;
    save(world: World): void;
}
/** The one state behind all sessions of an embedded broker. Deliveries see only what was saved. */
export interface Hub {
    readonly world: World;
    readonly clock: Clock;
    /** NOT_FOUND where there is none. */
    channel(name: string): Channel;
    group(channel: string, group: string): Group;
    /** Stores a message for every group of a channel, or for one; a rung passes it on in time. */
    put(channel: Channel, message: Message, only?: Group): void;
    /** Something about a group changed: after the next save its readers go on. */
    touch(channel: Channel, group: Group): void;
    /** Resolves when everything up to now is saved; rejects where the disk refuses, and the next save takes it along. */
    saved(): Promise<void>;
    /** The same where nobody waits for it. */
    save(): void;
    /** Called whenever something may have become deliverable in a group. Returns what ends it. */
    watch(group: Group, pump: () => void): () => void;
    /** Stops all timers. */
    stop(): void;
}
export declare function openHub(world: World, store: Store, clock: Clock): Hub;
export declare function encode({ key, headers, body }: Message): Pick<Item, "key" | "headers" | "body">;
export declare function decode({ key, headers, body }: Pick<Item, "key" | "headers" | "body">): Message;
