/** Asks until it is so, twice in a row. False: not within that time. */
export declare function within(ms: number, isSo: () => Promise<boolean>, everyMs?: number): Promise<boolean>;
