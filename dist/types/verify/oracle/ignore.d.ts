/** What the user or the consumer declared to be no effect: `table.column`, `files.path:PREFIX`. */
export interface Ignore {
    /** Any column is ignored at all. */
    readonly columns: boolean;
    column(group: {
        readonly sink: string;
        readonly what: string;
    }, column: string): boolean;
    file(path: string): boolean;
    /** Entries that never matched so far, as sentences. */
    unused(): string[];
}
export declare function ignoring(entries: readonly string[]): Ignore;
