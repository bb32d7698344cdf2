import type { Points } from "./points.ts";
/** Files of the state folder that the consumer was seen to open, by what they are. */
export interface KnownFiles {
    /** Relative to the state folder, with `-journal`, `-wal` and `-shm`. */
    readonly databases: readonly string[];
    /** Written to as they are. */
    readonly plain: readonly string[];
}
/** The main file of a database: `app.db` of `app.db-wal`. */
export declare const mainFile: (path: string) => string;
/** What a process does to its files, as effects of the delivery that is in work: a transaction of a database, a write to a file. */
export declare function createTracer(points: Points, instance: string, state: string, files: KnownFiles, pid: () => number): (chunk: string) => void;
export declare function within(path: string, folder: string): string | undefined;
