/** What was thrown, in one line of at most 300 characters. */
export declare function firstLine(thrown: unknown): string;
