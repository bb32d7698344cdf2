/** A version as it lies in a files registry: `<folder>/<subject>/<n>.<ext>`, or a folder `<n>` for a tree of files. */
export interface VersionFile {
    version: number;
    /** Path of the file or folder, relative to the root. */
    name: string;
    text: string;
    files?: Record<string, string>;
}
/** Names of the subjects below a registry folder: its sub-folders that hold at least one numbered version. Sorted. */
export declare function listSubjects(root: string, folder: string): string[];
/** Versions of one subject, oldest first; empty when there are none. What cannot be read is left out, or with `strict` thrown. */
export declare function readVersionFiles(root: string, folder: string, subject: string, strict?: boolean): VersionFile[];
/**
 * Writes a new version and never over an old one: undefined when the number is taken. A reader sees the whole text or nothing.
 * Returns the path relative to the root.
 */
export declare function createVersion(root: string, path: string, content: string | Record<string, string>): string | undefined;
