/** An older version of a schema. `name` is `git:<short commit>:<path>`, or the path of a registered version. */
export interface PastVersion {
    name: string;
    text: string;
    from: "git" | "files";
    /** Set where a registered version is a tree of files. */
    files?: Record<string, string>;
}
/**
 * Older versions of a schema file, newest first: what is registered under its subject, for that is what consumers run, then what
 * git knows of the file, renames followed. Copies of the current text and repetitions are left out. Empty without git and registry.
 */
export declare function schemaHistory(root: string, path: string, options: {
    registryFolder: string;
    subject?: string | undefined;
    current?: string | undefined;
    /** Only what came before this commit and in it; default: HEAD. */
    commit?: string | undefined;
}): Promise<PastVersion[]>;
