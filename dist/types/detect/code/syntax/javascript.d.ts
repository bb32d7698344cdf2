import type { SyntaxNode } from "../../../workspace/source.ts";
import { type Builder } from "./build.ts";
import type { Module, Node } from "./node.ts";
/** Lowers one concrete node; `lower` comes back for what lies below. */
export interface JavascriptLowering {
    builder: Builder;
    lower(at: SyntaxNode): Node;
    maybe(at: SyntaxNode | null): Node | undefined;
    below(at: SyntaxNode): Node[];
}
export type LowerTable = Record<string, (at: SyntaxNode, to: JavascriptLowering) => Node>;
/** JavaScript and TypeScript: node names of https://github.com/tree-sitter/tree-sitter-typescript */
export declare function lowerJavascript(path: string, text: string, root: SyntaxNode): Module;
