/** Reads the types of the Kafka protocol one after another. A RangeError where there are fewer bytes. https://kafka.apache.org/protocol#protocol_types */
export interface Reader {
    /** Where the next value begins. */
    readonly at: number;
    i8(): number;
    i16(): number;
    i32(): number;
    i64(): number;
    uvarint(): number;
    /** Zigzag. */
    varint(): number;
    text(): string;
    /** Null: -1. */
    nullable(): string | undefined;
    bytes(length: number): Buffer;
    /** Length before it; null is empty. */
    blob(): Buffer;
    list<T>(item: () => T): T[];
    compactText(): string;
    compactList<T>(item: () => T): T[];
    /** Skips tagged fields. */
    tags(): void;
}
export declare function reader(buffer: Buffer, from?: number): Reader;
export declare const i8: (value: number) => Buffer;
export declare const i16: (value: number) => Buffer;
export declare const i32: (value: number) => Buffer;
export declare const i64: (value: number) => Buffer;
export declare const text: (value: string | undefined) => Buffer;
export declare const blob: (bytes: Buffer) => Buffer;
export declare const list: (items: readonly Buffer[]) => Buffer;
export declare const uvarint: (value: number) => Buffer;
/** Zigzag of what fits into a double. */
export declare const varint: (value: number) => Buffer;
