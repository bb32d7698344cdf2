/** Text of a file of ours, or undefined when there is none. */
export declare function readOwn(root: string, path: string): string | undefined;
/** Writes a file of ours whole. */
export declare function writeOwn(root: string, path: string, text: string): void;
/** Adds one line to a file of ours. Returns how many bytes it has now. */
export declare function appendOwn(root: string, path: string, line: string): number;
