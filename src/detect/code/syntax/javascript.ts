import type { SyntaxNode } from "../../../workspace/source.ts";
import { openBuilder, type Builder } from "./build.ts";
import { statements } from "./javascript-statements.ts";
import { declarations } from "./javascript-declarations.ts";
import { expressions } from "./javascript-expressions.ts";
import type { BlockNode, Module, Node } from "./node.ts";

/** Lowers one concrete node; `lower` comes back for what lies below. */
export interface JavascriptLowering {
  builder: Builder;
  lower(at: SyntaxNode): Node;
  maybe(at: SyntaxNode | null): Node | undefined;
  below(at: SyntaxNode): Node[];
}
export type LowerTable = Record<string, (at: SyntaxNode, to: JavascriptLowering) => Node>;

const table: LowerTable = { ...expressions, ...statements, ...declarations };

/** JavaScript and TypeScript: node names of https://github.com/tree-sitter/tree-sitter-typescript */
export function lowerJavascript(path: string, text: string, root: SyntaxNode): Module {
  const builder = openBuilder(path, text);
  const to: JavascriptLowering = {
    builder,
    lower: (at) => (Object.hasOwn(table, at.type) ? table[at.type]!(at, to) : builder.other(at, to.below(at))),
    maybe: (at) => (at ? to.lower(at) : undefined),
    below: (at) => at.namedChildren.filter((child) => child.type !== "comment").map((child) => to.lower(child)),
  };
  return builder.finish(builder.make<BlockNode>(root, { kind: "block" }, to.below(root)), "javascript");
}
