export interface Committed {
    commit: string;
    paths: string[];
    /** Wanted, but ignored by git: left out. */
    ignored: string[];
}
/** Throws unless a commit has its place here: a work tree, nothing in progress, an empty index. */
export declare function requireCommittable(root: string): Promise<void>;
/** Throws unless git knows who commits. */
export declare function requireAuthor(root: string): Promise<void>;
/** Changed and untracked paths below the root, relative to it. */
export declare function changedPaths(root: string): Promise<string[]>;
/**
 * Commits these paths and nothing else; undefined when none of them differs from HEAD. Hooks, signing and filters of the
 * repository do not run. On any failure the index is as empty as before.
 */
export declare function commitPaths(root: string, wanted: readonly string[], message: string): Promise<Committed | undefined>;
export declare function some(paths: readonly string[]): string;
