export type JsonObject = Readonly<Record<string, unknown>>;
export declare function isObject(value: unknown): value is JsonObject;
/** An own member; what the prototype holds does not count. */
export declare function own(object: JsonObject, key: string): unknown;
/** The strings of a list, or none. */
export declare function strings(value: unknown): string[];
/** A text that is equal for equal JSON values, whatever the order of their keys. */
export declare function fingerprint(value: unknown): string;
export declare function same(a: unknown, b: unknown): boolean;
/** The JSON object that a text is, or undefined. */
export declare function parsedObject(text: string): JsonObject | undefined;
