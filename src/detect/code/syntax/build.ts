import type { SourceLanguage, SyntaxNode } from "../../../workspace/source.ts";
import { findBinding, type Binding, type BlockNode, type Module, type NameNode, type Node, type OtherNode, walk } from "./node.ts";

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

export function openBuilder(path: string, text: string): Builder {
  const scopes: Map<Node, Map<string, Binding[]>> = new Map();
  const top = new Map<string, Binding[]>();
  const stack = [top];
  const builder: Builder = {
    path,
    text,
    exports: new Map(),
    starExports: [],
    exportAll: undefined,
    make<N extends Node>(at: SyntaxNode, fields: Fields<N>, below: readonly (Node | undefined)[]): N {
      const { row, column } = at.startPosition;
      const children = below.filter((child) => child !== undefined);
      const place = { line: row + 1, column: column + 1, start: at.startIndex, end: at.endIndex, parent: undefined, children };
      const made = { ...fields, ...place } as unknown as N;
      for (const child of children) child.parent = made;
      return made;
    },
    other: (at, children) => builder.make<OtherNode>(at, { kind: "other", what: at.type }, children),
    name: (at, name) => builder.make<NameNode>(at, { kind: "name", name }, []),
    scoped(body) {
      const scope = new Map<string, Binding[]>();
      stack.push(scope);
      try {
        const node = body();
        if (scope.size > 0) scopes.set(node, scope);
        return node;
      } finally {
        stack.pop();
      }
    },
    bind(binding, outermost = false) {
      const scope = outermost ? top : stack.at(-1)!;
      const list = scope.get(binding.name);
      if (list) list.push({ ...binding, assigned: [] });
      else scope.set(binding.name, [{ ...binding, assigned: [] }]);
    },
    bound: (name, outermost = false) => (outermost ? top : stack.at(-1)!).get(name)?.[0],
    finish(root, language) {
      scopes.set(root, top);
      const { exports, starExports, exportAll } = builder;
      const module: Module = { path, text, language, root, scopes, exports, starExports, ...(exportAll && { exportAll }) };
      root.module = module;
      adopt(module);
      if (language === "javascript") noteAssignments(root);
      return module;
    },
  };
  return builder;
}

/** What hangs on a binding alone, such as a default inside a pattern, belongs to the scope of the binding. */
function adopt({ root, scopes }: Module): void {
  for (const [scope, names] of scopes)
    for (const { node, init, defaultValue } of [...names.values()].flat())
      for (let at of [node, init, defaultValue]) {
        while (at?.parent) at = at.parent;
        if (at && at !== root && at !== scope) at.parent = scope;
      }
}

/** `x = value` after `let x`: the value counts as one that x can have. */
function noteAssignments(root: Node): void {
  walk(root, (node) => {
    if (node.kind !== "assign" || node.target.kind !== "name" || node.operator !== "=") return;
    const binding = findBinding(node, node.target.name)?.[0];
    binding?.assigned.push({ value: node.value, path: [] });
  });
}
