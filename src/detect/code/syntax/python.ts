import type { SyntaxNode } from "../../../workspace/source.ts";
import { openBuilder, type Builder } from "./build.ts";
import type { BlockNode, Module, Node, Step } from "./node.ts";
import { declarations } from "./python-declarations.ts";
import { expressions } from "./python-expressions.ts";
import { statements } from "./python-statements.ts";

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

const table: LowerTable = { ...expressions, ...statements, ...declarations };

/** Python: node names of https://github.com/tree-sitter/tree-sitter-python */
export function lowerPython(path: string, text: string, root: SyntaxNode): Module {
  const builder = openBuilder(path, text);
  const to: PythonLowering = {
    builder,
    selves: [],
    globals: new Set(),
    lower: (at) => (Object.hasOwn(table, at.type) ? table[at.type]!(at, to) : builder.other(at, to.below(at))),
    maybe: (at) => (at ? to.lower(at) : undefined),
    below: (at) => at.namedChildren.filter((child) => child.type !== "comment").map((child) => to.lower(child)),
    assign: (target, init, path = [], element = false) => assign(to, target, init, path, element),
  };
  return builder.finish(builder.make<BlockNode>(root, { kind: "block" }, to.below(root)), "python");
}

function assign(to: PythonLowering, target: SyntaxNode, init: Node | undefined, path: Step[], element: boolean): void {
  const { builder } = to;
  if (target.type === "identifier") {
    const outermost = to.globals.has(target.text);
    const known = builder.bound(target.text, outermost);
    if (known && init) known.assigned.push({ value: init, path });
    else if (!known)
      builder.bind(
        { name: target.text, path, to: element ? "element" : "value", node: builder.name(target, target.text), ...(init && { init }) },
        outermost,
      );
    return;
  }
  const several = ["pattern_list", "tuple_pattern", "list_pattern", "expression_list", "tuple"];
  if (several.includes(target.type)) target.namedChildren.forEach((each, index) => assign(to, each, init, [...path, index], element));
  else if (target.type === "as_pattern_target" || target.type === "list_splat_pattern")
    for (const each of target.namedChildren)
      assign(to, each, init, target.type === "list_splat_pattern" ? [...path, "..."] : path, element);
}
