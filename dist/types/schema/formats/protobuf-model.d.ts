import type { Place } from "../schema-text.ts";
export interface ProtoOption {
    /** Parentheses kept, blanks removed: `features.enum_type`, `(my.option)`. */
    name: string;
    /** Source text of the value, tokens joined by blanks. */
    value: string;
    pointer: string;
}
interface Element {
    name: string;
    /** `/Outer/Inner`, `/Order/3` for field 3, `/Status/1` for an enum's value 1; after `<file>#` in a tree of files. */
    pointer: string;
    options: ProtoOption[];
}
export interface ProtoField extends Element {
    number: number;
    /** As written; for a map the value's type. */
    type: string;
    mapKey?: string;
    label?: "optional" | "required" | "repeated";
    oneof?: string;
    group?: boolean;
}
export interface Reserved {
    /** Inclusive. */
    ranges: {
        from: number;
        to: number;
        pointer: string;
    }[];
    names: {
        name: string;
        pointer: string;
    }[];
}
export interface ProtoMessage extends Element {
    /** Without the package. */
    path: string;
    fields: ProtoField[];
    oneofs: Element[];
    messages: ProtoMessage[];
    enums: ProtoEnum[];
    reserved: Reserved;
    /** Offset of the closing brace. */
    end: number;
}
export interface ProtoValue extends Element {
    number: number;
}
export interface ProtoEnum extends Element {
    path: string;
    values: ProtoValue[];
    reserved: Reserved;
}
export interface ProtoRpc extends Element {
    request: string;
    response: string;
    clientStreaming: boolean;
    serverStreaming: boolean;
}
export interface ProtoService extends Element {
    rpcs: ProtoRpc[];
}
export interface ProtoFile {
    file: string;
    syntax: "proto2" | "proto3" | "editions";
    /** Empty without one. */
    package: string;
    /** Prefix of every pointer into this file: empty, or `<file>#`. */
    prefix: string;
    imports: string[];
    options: ProtoOption[];
    messages: ProtoMessage[];
    enums: ProtoEnum[];
    services: ProtoService[];
    places: Map<string, Place>;
}
/** Every message of a file, nested ones after their parents. */
export declare function allMessages(file: {
    messages: ProtoMessage[];
}): ProtoMessage[];
export declare function allEnums(file: {
    enums: ProtoEnum[];
    messages: ProtoMessage[];
}): ProtoEnum[];
export declare function optionOf(element: {
    options: ProtoOption[];
}, name: string): ProtoOption | undefined;
export declare function isReserved(reserved: Reserved, number: number): boolean;
export {};
