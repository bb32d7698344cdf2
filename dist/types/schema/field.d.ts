import * as z from "zod";
export declare const fieldTypes: readonly ["string", "int", "long", "float", "double", "boolean", "bytes", "uuid", "timestamp", "date", "decimal", "enum", "object"];
export type FieldType = (typeof fieldTypes)[number];
/** One field of an event's payload, as callers state it. */
export interface Field {
    name: string;
    /** A field type, with `[]` for a list or `{}` for a map of it. */
    type: string;
    optional?: boolean | undefined;
    doc?: string | undefined;
    values?: string[] | undefined;
    fields?: Field[] | undefined;
    precision?: number | undefined;
    scale?: number | undefined;
}
export declare const Field: z.ZodType<Field>;
/** A field as the printers take it: the type split up, nothing left open. */
export interface Shape {
    name: string;
    type: FieldType;
    many: "one" | "list" | "map";
    optional: boolean;
    /** The sample holds null there, so null must fit. */
    nullable?: boolean;
    doc?: string;
    values: string[];
    fields: Shape[];
    precision: number;
    scale: number;
    /** The only value, for a field of the envelope. */
    constant?: string;
    /** A pattern of its text, for a field of the envelope. */
    pattern?: string;
    /** A timestamp that is ISO 8601 text in every format. */
    iso?: boolean;
    /** A value from the caller's sample. */
    example?: unknown;
}
/** Splits up a stated field. */
export declare function shapeOf(field: Field): Shape;
/** `order_line` or `orderLine` -> `OrderLine`. */
export declare function pascal(name: string): string;
