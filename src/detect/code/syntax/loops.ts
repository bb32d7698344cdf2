import { walk, type LoopNode, type Module, type Node } from "./node.ts";

const indexes = new WeakMap<Module, readonly (LoopNode & { over: Node })[]>();

/** The loops of a module that iterate over something. */
export function iterationsIn(module: Module): readonly (LoopNode & { over: Node })[] {
  const known = indexes.get(module);
  if (known) return known;
  const found: (LoopNode & { over: Node })[] = [];
  walk(module.root, (node) => {
    if (node.kind === "loop" && node.iterates && node.over) found.push({ ...node, over: node.over });
  });
  indexes.set(module, found);
  return found;
}
