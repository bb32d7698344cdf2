/** Where everything lies that is not committed: plans, runs, reports, what was discarded. */
export declare const ownFolder = ".godmode/event";
export declare const ownIgnoreFile = ".godmode/event/.gitignore";
/** Creates the folder with the .gitignore that keeps its working files out of commits. */
export declare function openOwnFolder(root: string): void;
/** Runs `body` while no other process of ours does the same in this repository. A lock whose process is gone is taken over. */
export declare function withLock<T>(root: string, name: string, body: () => Promise<T>): Promise<T>;
