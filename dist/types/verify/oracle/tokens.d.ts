/** Puts the index of an event where its id stood, so that runs under other ids compare: `lock:4f2a…` becomes `lock:⟨m3⟩`. */
export interface Tokens {
    /** Ids anywhere in the text. */
    inText(text: string): string;
    /** The whole value is an id. */
    whole(value: string | number): string | undefined;
}
export declare function tokensOf(ids: readonly string[]): Tokens;
export declare function hasToken(text: string): boolean;
/** Index of the first event that the text names. */
export declare function eventOf(text: string): number | undefined;
/** Stands for the number of a row that this text tells; equal rows, equal tokens. */
export declare function rowToken(told: string): string;
/** For people: `m3`, and `#` for the number of a row. */
export declare function plain(text: string): string;
/** A name without what differs from message to message or from run to run: ids, dates, digests, long numbers. */
export declare function shapeOf(name: string): string;
