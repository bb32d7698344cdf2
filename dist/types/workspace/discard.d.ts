export interface Discarded {
    /** Paths that stand again as they did before the tools wrote them. */
    restored: string[];
    /** Paths that somebody changed since; they were left alone. */
    changedSince: string[];
    /** The patch that brings the discarded state back; undefined when nothing was restored. */
    patch?: string;
}
/**
 * Undoes the writes of the tools, path by path, where the file is still what they wrote. Nothing is lost: a patch is kept.
 * `only`: no other paths than these.
 */
export declare function discardWrites(root: string, now: Date, only?: readonly string[]): Discarded;
