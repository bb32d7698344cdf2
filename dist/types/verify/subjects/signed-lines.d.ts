/**
 * Messages between tool and host: one line each, `<hmac> <json>`. Code under test shares the host's file descriptors; without the
 * key, which its thread never sees, it can spoil the channel and forge nothing.
 */
export declare function signed(key: string, message: unknown): string;
/** Undefined: nobody who knows the key wrote this. */
export declare function opened(key: string, line: string): unknown;
/** Cuts a stream into lines; `longest` characters in one line are too many. */
export declare function lineReader(longest: number, onLine: (line: string) => void, onTooLong: () => void): (chunk: string) => void;
