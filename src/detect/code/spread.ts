import type { Analysis } from "./analysis.ts";
import { assignmentsOf, returned } from "./resolve/shapes.ts";
import type { ClassNode, Module, Node } from "./syntax/node.ts";

/** Names through which other files get at objects of a client library: exported values, functions that return one, classes that hold one. */
export function carriers(module: Module, analysis: Analysis): string[] {
  const { types } = analysis;
  const made = (node: Node) => types.typeOf({ node }).some((type) => !type.exported);
  /** One of them, or several in a tuple or an object. */
  const typed = (node: Node): boolean =>
    made(node) ||
    (node.kind === "array" && node.items.some(({ value }) => made(value))) ||
    (node.kind === "object" && node.entries.some(({ value }) => made(value)));
  const carries = (node: Node): boolean => {
    if (node.kind === "function") return returned(node).some(typed);
    if (node.kind === "class") return classCarries(node, typed, analysis);
    return typed(node);
  };
  const names: string[] = [];
  for (const [name, bindings] of module.scopes.get(module.root) ?? []) {
    const values = bindings.flatMap((binding) => [...(binding.init ? [binding.init] : []), ...binding.assigned.map((each) => each.value)]);
    if (values.some((value) => value.kind !== "import" && carries(value))) names.push(name);
  }
  for (const [name, node] of module.exports) if (node.kind !== "name" && name !== "default" && carries(node)) names.push(name);
  for (const all of module.exportAll ? analysis.tracer.trace({ node: module.exportAll }) : [])
    if (all.node.kind === "class" && carries(all.node)) names.push(all.node.name);
  return [...new Set(names)].filter((name) => name.length > 1);
}

function classCarries(owner: ClassNode, typed: (node: Node) => boolean, { types }: Analysis): boolean {
  if (owner.fields.some((field) => field.value && typed(field.value))) return true;
  if ([...assignmentsOf(owner).values()].some((values) => values.some(typed))) return true;
  const declared = [...owner.fields.map((field) => field.type), ...[...owner.methods.values()].map((method) => method.returns)];
  if (declared.some((type) => type && types.named({ type, scope: owner }))) return true;
  return [...owner.methods.values()].some((method) => returned(method).some(typed));
}
