import type { Dependency } from "./fact.ts";
import type { Linked } from "./link.ts";
import { type UnreadClient } from "./unread-clients.ts";
interface Found {
    map: Pick<Linked, "producers" | "consumers" | "brokers">;
    dependencies: readonly Dependency[];
    paths: readonly string[];
    read: (path: string) => string | undefined;
}
/**
 * A client that is imported below a manifest, and no place there that sends or reads through its broker; a broker or its channels
 * that infrastructure declares in a repository where nothing sends or reads: whoever does it was not recognised, so the answer is
 * not "nothing".
 */
export declare function unrecognised({ map, dependencies, paths, read }: Found): UnreadClient[];
export {};
