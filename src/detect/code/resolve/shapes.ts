import {
  enclosingFunction,
  findBinding,
  moduleOf,
  walk,
  type CallNode,
  type ClassNode,
  type FunctionNode,
  type ImportNode,
  type Node,
  type ObjectNode,
} from "../syntax/node.ts";
import type { Frame, Ref } from "./tracer.ts";

const laterCache = new WeakMap<ObjectNode, Map<string, Node[]>>();

/** `event["type"] = value` and `event.type = value` after `event = {…}`. */
export function laterEntries(object: ObjectNode): Map<string, Node[]> {
  const cached = laterCache.get(object);
  if (cached) return cached;
  const found = new Map<string, Node[]>();
  laterCache.set(object, found);
  const holder = object.parent;
  const around = holder && (enclosingFunction(holder) ?? moduleOf(holder).root);
  if (!around || (holder.kind !== "assign" && holder.kind !== "declare")) return found;
  walk(around, (node) => {
    if (node.kind !== "assign" || node.operator !== "=" || (node.target.kind !== "index" && node.target.kind !== "member")) return;
    const { object: owner } = node.target;
    const key =
      node.target.kind === "member" ? node.target.property : node.target.index.kind === "string" ? node.target.index.value : undefined;
    if (key === undefined || owner.kind !== "name") return;
    const bindings = findBinding(owner, owner.name) ?? [];
    if (bindings.some((binding) => binding.init === object || binding.assigned.some((each) => each.value === object)))
      found.set(key, [...(found.get(key) ?? []), node.value]);
  });
  return found;
}

const importedMembers = new WeakMap<ImportNode, Map<string, ImportNode>>();

/** `import` of one member, for `const { member } = require("package")`. */
export function memberOf(node: ImportNode, member: string): ImportNode {
  const known = importedMembers.get(node) ?? new Map<string, ImportNode>();
  importedMembers.set(node, known);
  const made: ImportNode = known.get(member) ?? { ...node, member, parent: node, children: [] };
  known.set(member, made);
  return made;
}

/** What a function can return, nested functions not counted. */
export function returned(fn: FunctionNode): Node[] {
  if (fn.body.kind !== "block") return [fn.body];
  const values: Node[] = [];
  walk(fn.body, (node) => {
    if (node.kind === "function" || node.kind === "class") return false;
    if (node.kind === "return" && node.value) values.push(node.value);
    return undefined;
  });
  return values;
}

/** The super(…) of a constructor. */
export function superCallOf(ctor: FunctionNode, frame: Frame | undefined): Ref | undefined {
  let found: CallNode | undefined;
  walk(ctor.body, (node) => {
    if (node.kind !== "call") return;
    const { callee } = node;
    const isSuper =
      (callee.kind === "other" && callee.what === "super") ||
      (callee.kind === "member" &&
        callee.property === "__init__" &&
        callee.object.kind === "call" &&
        callee.object.callee.kind === "name" &&
        callee.object.callee.name === "super");
    if (isSuper) found ??= node;
  });
  return found && { node: found, frame };
}

const assignmentCache = new WeakMap<ClassNode, Map<string, Node[]>>();

/** `this.name = value` anywhere in the class. */
export function assignmentsOf(owner: ClassNode): Map<string, Node[]> {
  const known = assignmentCache.get(owner);
  if (known) return known;
  const found = new Map<string, Node[]>();
  walk(owner, (node) => {
    if (node.kind === "assign" && node.operator === "=" && node.target.kind === "member" && node.target.object.kind === "this")
      found.set(node.target.property, [...(found.get(node.target.property) ?? []), node.value]);
  });
  assignmentCache.set(owner, found);
  return found;
}

export function unique(refs: Ref[]): Ref[] {
  return refs.length < 2
    ? refs
    : refs.filter((ref, index) => refs.findIndex((other) => other.node === ref.node && other.frame === ref.frame) === index);
}
