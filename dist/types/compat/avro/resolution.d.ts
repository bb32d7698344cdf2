import { type AvroType } from "../../schema/formats/avro.ts";
export type Incompatibility = "TYPE_MISMATCH" | "NAME_MISMATCH" | "FIXED_SIZE_MISMATCH" | "MISSING_ENUM_SYMBOLS" | "READER_FIELD_MISSING_DEFAULT_VALUE" | "MISSING_UNION_BRANCH";
export interface Mismatch {
    type: Incompatibility;
    /** The way through the reader, `/` for its root; a union branch of the writer adds its index. Not a pointer where types are named. */
    location: string;
    /** Pointers to the definitions. */
    reader: string;
    writer: string;
    message: string;
}
/**
 * Can data of `writer` be read as `reader`? All reasons why not, by Avro's schema resolution with unqualified names:
 * https://avro.apache.org/docs/current/specification/#schema-resolution
 */
export declare function resolutionOf(reader: AvroType, writer: AvroType): Mismatch[];
export declare function sameName(reader: {
    name: string;
    aliases: string[];
}, writer: {
    name: string;
    fullName: string;
}): boolean;
export declare function describe(type: AvroType): string;
