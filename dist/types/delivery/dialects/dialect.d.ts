/** What the headers of other software say of a failure. Texts as they are there. */
export interface Foreign {
    readonly errorClass?: string | undefined;
    readonly errorMessage?: string | undefined;
    readonly stack?: string | undefined;
    /** Where it was consumed, and by whom. */
    readonly channel?: string | undefined;
    readonly consumer?: string | undefined;
    readonly attempt?: number | undefined;
    readonly failedAtMs?: number | undefined;
    readonly kind?: "exhausted" | "crash-loop" | "undecodable" | undefined;
}
type Headers = Readonly<Record<string, string>>;
/** How one library or broker writes down why a message is a dead letter. */
export interface Dialect {
    readonly id: string;
    /** Undefined: these headers are not of this dialect. */
    readonly read: (headers: Headers) => Foreign | undefined;
}
/** A header's text; an empty one says nothing. */
export declare function textOf(headers: Headers, ...names: readonly string[]): string | undefined;
export declare function naturalOf(text: string | undefined): number | undefined;
/** Big-endian bytes that came as text: Java writes numbers so. Bytes above 127 did not survive. */
export declare function bytesOf(text: string | undefined): number | undefined;
export declare function timeOf(text: string | undefined): number | undefined;
export {};
