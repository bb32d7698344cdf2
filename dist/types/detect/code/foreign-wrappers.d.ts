import type { Dependency } from "../fact.ts";
import type { UnreadClient } from "../unread-clients.ts";
interface Sources {
    dependencies: readonly Dependency[];
    /** Source files that are no tests. */
    sources: readonly string[];
    read: (path: string) => string | undefined;
}
/**
 * Classes that name a channel and extend a publisher or listener of a package whose code is not here: what they send and read goes
 * through a client that is not seen.
 */
export declare function foreignWrappers({ dependencies, sources, read }: Sources): UnreadClient[];
export {};
