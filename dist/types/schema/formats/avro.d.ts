import { type JsonObject } from "../json-value.ts";
import { type PlacedJson } from "../positions.ts";
import { type Place, type SchemaText } from "../schema-text.ts";
export declare const avroPrimitives: readonly ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];
type Primitive = (typeof avroPrimitives)[number];
interface Common {
    /** Where the type is defined: a JSON pointer, after `<file>#` when it is another file than the schema's own. */
    pointer: string;
    logical?: {
        type: string;
        precision?: number;
        scale?: number;
    };
}
interface Named extends Common {
    name: string;
    /** With its namespace. */
    fullName: string;
    /** Full names. */
    aliases: string[];
}
export interface AvroField {
    name: string;
    aliases: string[];
    type: AvroType;
    pointer: string;
    hasDefault: boolean;
    default: unknown;
}
export type AvroRecord = Named & {
    kind: "record";
    fields: AvroField[];
};
export type AvroEnum = Named & {
    kind: "enum";
    symbols: string[];
    default?: string;
};
type AvroFixed = Named & {
    kind: "fixed";
    size: number;
};
/** Graphs, not trees: a type that names itself is the same object again. */
export type AvroType = (Common & {
    kind: Primitive;
}) | AvroRecord | AvroEnum | AvroFixed | (Common & {
    kind: "array";
    items: AvroType;
}) | (Common & {
    kind: "map";
    values: AvroType;
}) | (Common & {
    kind: "union";
    branches: AvroType[];
}) | (Common & {
    kind: "unknown";
    name: string;
});
export interface AvroSchema {
    root: AvroType;
    name: string;
    /** By file; the schema's own is `name`. */
    texts: Map<string, PlacedJson>;
    /** Names that are used and defined nowhere. */
    unknown: string[];
    /** Attributes of the root, for example event_type. */
    attributes: JsonObject;
}
export declare function fieldNamed(record: AvroRecord, name: string): AvroField | undefined;
/** Reads an Avro schema leniently: odd names and defaults are kept for the rules to judge. Throws PARSE_FAILED. */
export declare function parseAvro(schema: SchemaText): AvroSchema;
/** File and place of a pointer as the types carry it. */
export declare function locate(name: string, texts: Map<string, PlacedJson>, pointer: string): Place & {
    file: string;
};
export {};
