/** What a path of the root leads to. */
export declare function standsAt(root: string, path: string): "file" | "folder" | "nothing";
/** Names of the files that lie directly in a folder; empty without the folder. */
export declare function filesIn(root: string, folder: string): string[];
