import { walk, type CallNode, type Module } from "./node.ts";

const indexes = new WeakMap<Module, Map<string, CallNode[]>>();

/** The calls of a module by the last name of what is called. */
export function callsIn(module: Module, name: string): readonly CallNode[] {
  let index = indexes.get(module);
  if (!index) {
    const made = new Map<string, CallNode[]>();
    walk(module.root, (node) => {
      if (node.kind !== "call") return;
      const called = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : undefined;
      if (called === undefined) return;
      const list = made.get(called);
      if (list) list.push(node);
      else made.set(called, [node]);
    });
    indexes.set(module, (index = made));
  }
  return index.get(name) ?? [];
}
