import type { Digests } from "../model/evidence-record.ts";
/** What a run depended on, relative to the root. */
export interface Depends {
    /** The entry file first, then every other file below the root that was loaded. */
    readonly files: readonly string[];
    /** SQL that made the tables: paths, or globs as they were written. */
    readonly setup?: readonly string[];
    readonly samples?: string;
    /** Where the samples were made from schemas: paths, or globs. */
    readonly schemas?: readonly string[];
    readonly others?: readonly string[];
}
/** The state of everything that a run depends on, as it stands now. */
export declare function takeDigests(root: string, depends: Depends): Digests;
/** What package managers write when they install, for each folder from the entry file up to the root. */
export declare function installedDigests(root: string, entry: string | undefined): Digests;
/** Names of a record that are no longer what they were. `seen`: digests that were taken for other records just now. */
export declare function changedDigests(root: string, digests: Digests, seen?: Map<string, string>): string[];
/**
 * The id that git gives to these bytes, line ends normalised to LF in text (absent: no file; unreadable: it cannot count): https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.
 * Computed here, so that no filter of the repository runs.
 */
export declare function blobIdOf(root: string, path: string): string;
