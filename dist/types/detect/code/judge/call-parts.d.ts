import type { Analysis } from "../analysis.ts";
import type { Frame, Ref } from "../resolve/tracer.ts";
import { type CallNode, type Node } from "../syntax/node.ts";
export declare function calledAs({ callee }: CallNode): string;
export declare function calleeText(node: CallNode): string;
/** `prepare(statement).run(values)`: the call and those chained to it. */
export declare function chain(node: CallNode): CallNode[];
/** Strings of a call, its parts joined: SQL, DynamoDB expressions; also those that it names, and those of a prepared statement. */
export declare function textsOf(node: CallNode, frame: Frame | undefined, { tracer }: Analysis): readonly string[];
/** Keys of the objects that are handed over, at any depth; names of keyword arguments. */
export declare function keysOf(node: CallNode): string[];
/** The value under a key of the objects handed over, or of a keyword argument. */
export declare function valueOf(node: CallNode, wanted: RegExp): Node | undefined;
/** The value is made up anew each time: a random id, the time. */
export declare function isGenerated(ref: Ref, { tracer }: Analysis): boolean;
