import type { Analysis } from "./analysis.ts";
import type { Frame } from "./resolve/tracer.ts";
import { type ClassNode, type FunctionNode, type Node } from "./syntax/node.ts";
/** A call of a wrapper, or a class that fills in what its base leaves open. */
export interface Site {
    node: Node;
    line: number;
    file: string;
    frame: Frame;
    /** The object is made here, and nothing that its construction runs touches the library. */
    idle?: boolean;
}
/** The function or class whose caller decides about an expression: its parameter, or a field that the constructor or a subclass sets. */
export declare function ownerOf(node: Node, seen?: Set<Node>): FunctionNode | ClassNode | undefined;
/** Where a function is called, resolved to that very function. */
export declare function callsOf(fn: FunctionNode, analysis: Analysis): Site[];
/** Where instances of a class are made, and the classes that extend it; `fn` is the method that holds the library call. */
export declare function makersOf(owner: ClassNode, fn: FunctionNode, analysis: Analysis): Site[];
/** The name under which callers know a function. */
export declare function calledName(fn: FunctionNode): string | undefined;
