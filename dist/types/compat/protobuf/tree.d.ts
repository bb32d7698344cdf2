import { type ProtoEnum, type ProtoField, type ProtoFile, type ProtoMessage } from "../../schema/formats/protobuf-model.ts";
import type { Place, SchemaText } from "../../schema/schema-text.ts";
/** The files of one version. Types are looked up among all of them. */
export interface ProtoTree {
    files: ProtoFile[];
    /** Where there is one schema and its imports; absent for a whole tree. */
    main?: ProtoFile;
    byPrefix: Map<string, ProtoFile>;
    /** Full names of all messages and enums. */
    types: Set<string>;
}
/** A message with what is needed to judge it. */
export interface MessageIn {
    message: ProtoMessage;
    file: ProtoFile;
    tree: ProtoTree;
}
export interface EnumIn {
    held: ProtoEnum;
    file: ProtoFile;
}
export interface FileIn {
    file: ProtoFile;
    tree: ProtoTree;
}
/** Reads a schema with its imports, or a tree of files. Throws PARSE_FAILED. */
export declare function parseProtoTree(schema: SchemaText): ProtoTree;
export declare function fullName(file: ProtoFile, path: string): string;
export declare function placeIn(tree: ProtoTree, pointer: string): Place & {
    file: string;
};
/** Is it the same type on both sides? An unknown name may be written shorter or longer; the package's own name does not count. */
export declare function sameType(before: MessageIn, after: MessageIn, old: string, now: string): boolean;
/** How a field's presence and number of values appear in the data. */
export declare function cardinality(field: ProtoField): "singular" | "repeated" | "map";
export declare function isRequired(field: ProtoField, file: ProtoFile): boolean;
/** proto2 enums are closed, proto3 enums open, editions say so: https://protobuf.dev/programming-guides/enum/ */
export declare function isClosed({ held, file }: EnumIn): boolean;
/** Does the element's JSON form have to work (ALLOW), or is it best effort as in proto2? */
export declare function jsonAllowed(element: {
    options: ProtoField["options"];
}, file: ProtoFile): boolean;
