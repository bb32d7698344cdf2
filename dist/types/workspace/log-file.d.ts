/** Replaces a file by what `change` makes of it. Returns the way back: the file as it stood before, or none. */
export declare function changeFile(root: string, path: string, change: (text: string | undefined) => string): () => void;
