export interface GitCall {
    /** Written to git's standard input. */
    input?: string;
    /** Further `key=value` settings. */
    config?: readonly string[];
}
/** One hardened git call. Throws what git says. */
export declare function git(root: string, args: readonly string[], call?: GitCall): Promise<string>;
/** Like `git`, but undefined when git says no or is not installed. */
export declare function attempt(root: string, args: readonly string[], call?: GitCall): Promise<string | undefined>;
/** Settings that switch off every filter driver (clean, smudge, process) the configuration names, for calls that read the work tree. */
export declare function withoutFilters(root: string): Promise<string[]>;
/** Tracked files and untracked ones that are not ignored, relative to `root`; undefined without a git work tree. */
export declare function listTracked(root: string): Promise<string[] | undefined>;
/** What keeps the history from being read whole; undefined when nothing does, or when there is no repository. */
export declare function historyProblem(root: string): Promise<{
    missing: "all" | "older";
    why: string;
} | undefined>;
/** The commit of HEAD, or undefined (no git, no commit yet). */
export declare function headCommit(root: string): Promise<string | undefined>;
export declare function remoteUrl(root: string): Promise<string | undefined>;
/** Resolves a ref from outside to a commit; never lets it be read as an option. */
export declare function resolveRef(root: string, ref: string): Promise<string>;
/** Text of `path` (relative to root) at a resolved commit, or undefined when it did not exist there. */
export declare function fileAt(root: string, commit: string, path: string): Promise<string | undefined>;
/** Commits that changed `path`, newest first, renames followed; each with the path it had then. `from`: a resolved commit. */
export declare function fileHistory(root: string, path: string, from?: string): Promise<{
    commit: string;
    path: string;
}[]>;
/** Paths (relative to root) that differ between a commit and the work tree, untracked ones included. */
export declare function changedSince(root: string, commit: string): Promise<string[]>;
