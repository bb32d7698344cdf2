import type { Node } from "web-tree-sitter";
/** A node of the concrete syntax tree: https://tree-sitter.github.io/tree-sitter/ */
export type SyntaxNode = Node;
export type SourceLanguage = "javascript" | "python";
export declare function languageOf(path: string): SourceLanguage | undefined;
/** Reads one source text with its grammar and hands the tree to `use`; the tree is freed afterwards. Undefined: no grammar or too slow. */
export type Parse = <T>(path: string, text: string, use: (root: SyntaxNode) => T) => T | undefined;
/** A parser for the grammars that the named files need; nothing is loaded for other languages. Missing ones become warnings. */
export declare function openParser(distRoot: string, paths: readonly string[], warnings: string[]): Promise<Parse>;
