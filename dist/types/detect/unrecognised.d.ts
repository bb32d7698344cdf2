import type { Dependency } from "./fact.ts";
import type { Linked } from "./link.ts";
import { type UnreadClient } from "./unread-clients.ts";
interface Found {
    map: Pick<Linked, "producers" | "consumers" | "brokers">;
    dependencies: readonly Dependency[];
    paths: readonly string[];
    read(path: string): string | undefined;
}
/**
 * Where nothing was seen to send or read though a client is imported or infrastructure declares a broker or its channels: whoever
 * does it was not recognised, so the answer is not "nothing".
 */
export declare function unrecognised({ map, dependencies, paths, read }: Found): UnreadClient[];
export {};
