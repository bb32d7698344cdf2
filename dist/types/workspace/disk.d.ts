/** Runs what writes `path`; where the disk says no, the error says so: INVALID_INPUT for the name, WRITE_DISABLED for the rest. */
export declare function onDisk<T>(path: string, write: () => T): T;
