import type { Delivered } from "./gate.ts";
/** The payload where an event is not to be sent as JSON: a text, or bytes. */
export declare function rawOf(event: unknown): string | Buffer | undefined;
/** The bytes that travel for an event. */
export declare function bytesOf(event: unknown): Buffer;
/** The text that travels for an event where a transport has only text. */
export declare function textOf(event: unknown): string;
/** Headers of a message: the transport's and the event's own. */
export declare function deliveredHeaders({ event, headers }: Delivered): Record<string, string>;
/** What a consumer sent, as an observation has it: parsed where it is JSON, else text, else hexadecimal. */
export declare function readable(value: unknown): unknown;
/** A header, a key, an attribute as text. */
export declare function plain(value: unknown): string;
/** Headers as text, sorted by name, without those that are unset. */
export declare function headersOf(entries: Iterable<readonly [string, unknown]>): Record<string, string>;
