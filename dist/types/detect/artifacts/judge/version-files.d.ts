import type { Fact } from "../../fact.ts";
/** `<folder>/<subject>/<n>.<ext>`, or a folder `<n>` for a tree: one version of a subject in a registry of files. */
export interface VersionFile {
    folder: string;
    subject: string;
    version: number;
}
/**
 * Versions in registries of files are no schemas of their own: of each subject the newest stays, and only where no working file
 * describes the same event. A registry may lie below any folder, one for each service for example.
 */
export declare function withoutOldVersions(facts: readonly Fact[], registryName: string): Fact[];
