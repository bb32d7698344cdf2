import { type Shape } from "../field.ts";
/** A proto3 file for the whole event. */
export declare function printProtobuf(name: string, namespace: string, eventType: string, version: string, shapes: readonly Shape[]): string;
/** One field with its comment. */
export declare function fieldLines(shape: Shape, number: number, indent: string): string[];
/** The message or enum that a field needs, nested beside it. */
export declare function heldLines(shape: Shape, indent: string): string[];
/** Values of one enum share a prefix, for all enums of a message share their names. */
export declare function protoValues(shape: Shape): string[];
export declare function usesTimestamp(shapes: readonly Shape[]): boolean;
