import type { SourceLanguage, SyntaxNode } from "../../../workspace/source.ts";
import { type Binding, type BlockNode, type Module, type NameNode, type Node, type OtherNode } from "./node.ts";
type Fields<N extends Node> = Omit<N, "line" | "column" | "start" | "end" | "parent" | "children">;
/** Collects the nodes and scopes of one module while a lowering walks its concrete syntax. */
export interface Builder {
    readonly path: string;
    readonly text: string;
    readonly exports: Map<string, Node>;
    readonly starExports: string[];
    exportAll: Node | undefined;
    make<N extends Node>(at: SyntaxNode, fields: Fields<N>, children: readonly (Node | undefined)[]): N;
    other(at: SyntaxNode, children: Node[]): OtherNode;
    name(at: SyntaxNode, name: string): NameNode;
    /** Runs `body` in a new scope and ties the scope to the node that it returns. */
    scoped<N extends Node>(body: () => N): N;
    /** Adds to the innermost scope, or to the outermost. */
    bind(binding: Omit<Binding, "assigned">, outermost?: boolean): void;
    /** The binding of a name in the innermost scope only. */
    bound(name: string, outermost?: boolean): Binding | undefined;
    finish(root: BlockNode, language: SourceLanguage): Module;
}
export declare function openBuilder(path: string, text: string): Builder;
export {};
