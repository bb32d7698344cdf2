import type { SyntaxNode } from "../../../workspace/source.ts";
import { type Builder } from "./build.ts";
import type { Module, Node, Step } from "./node.ts";
export interface PythonLowering {
    builder: Builder;
    lower(at: SyntaxNode): Node;
    maybe(at: SyntaxNode | null | undefined): Node | undefined;
    below(at: SyntaxNode): Node[];
    /** Name of the instance parameter of the method around, innermost last. */
    selves: string[];
    /** Names that the function around declared global. */
    globals: Set<string>;
    /** Binds the names of an assignment target. */
    assign(target: SyntaxNode, init: Node | undefined, path?: Step[], element?: boolean): void;
}
export type LowerTable = Record<string, (at: SyntaxNode, to: PythonLowering) => Node>;
/** Python: node names of https://github.com/tree-sitter/tree-sitter-python */
export declare function lowerPython(path: string, text: string, root: SyntaxNode): Module;
