/** Larger files are skipped with a warning: no source, schema or manifest is that large. */
export declare const maxFileBytes: number;
/** The user's repository as text files below one root. Reads never leave the root, follow no symlink out of it, and run nothing. */
export interface Workspace {
    readonly root: string;
    /** Relative POSIX paths, sorted; what git tracks or does not ignore, or a plain walk without git. */
    readonly paths: readonly string[];
    /** Files that were passed over, and why. Grows while files are read. */
    readonly warnings: string[];
    /** Text without byte-order mark and with LF line ends, or undefined when skipped. */
    read: (path: string) => string | undefined;
}
export declare function openWorkspace(root: string): Promise<Workspace>;
/** Absolute path of a file inside the root, whether it exists or not; symlinks on the way are resolved. Never inside git's own folder. */
export declare function confine(root: string, path: string): string;
/** Text of one named file, or a ToolError that says why not. */
export declare function readNamed(root: string, path: string): string;
/** Writes whole or not at all. Returns the path relative to the root. */
export declare function writeWhole(root: string, path: string, text: string): string;
/** The new content has the file's name, or the old one still has: also when the process is killed in between, or two write at once. */
export declare function replaceFile(real: string, content: string | Buffer): void;
