/** The text of a file with its byte-order mark and line ends, such that writing it back gives the same bytes; undefined where that cannot be. */
export declare function readExact(root: string, path: string): string | undefined;
/** Replaces a file that still is as it was read, and keeps its rights. False: it is another one now, and stays. */
export declare function writeExact(root: string, path: string, before: string, after: string): boolean;
