import type { Analysis } from "./analysis.ts";
import type { Program } from "./resolve/program.ts";
import { callsIn } from "./syntax/calls.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import { enclosingClass, findBinding, moduleOf, walk, type CallNode, type ClassNode, type FunctionNode, type Node } from "./syntax/node.ts";

/** A call of a wrapper, or a class that fills in what its base leaves open. */
export interface Site {
  node: Node;
  line: number;
  file: string;
  frame: Frame;
  /** The object is made here, and nothing that its construction runs touches the library. */
  idle?: boolean;
}

/** More files than this that mention a name make the name too common to follow. */
const maxFiles = 600;
const elementCalls = new Set(["map", "forEach", "flatMap", "filter"]);

/** The function or class whose caller decides about an expression: its parameter, or a field that the constructor or a subclass sets. */
export function ownerOf(node: Node, seen = new Set<Node>()): FunctionNode | ClassNode | undefined {
  // `const a = f(a)`, and what names itself by a detour.
  if (seen.has(node) || seen.size > 500) return undefined;
  seen.add(node);
  switch (node.kind) {
    case "member":
      return node.object.kind === "this" ? enclosingClass(node) : ownerOf(node.object, seen);
    case "index":
      return ownerOf(node.object, seen) ?? ownerOf(node.index, seen);
    case "call":
      return node.callee.kind === "member"
        ? ownerOf(node.callee.object, seen)
        : node.args.map((each) => ownerOf(each.value, seen)).find((owner) => owner !== undefined);
    case "template":
      return node.parts.map((part) => ownerOf(part, seen)).find((owner) => owner !== undefined);
    case "name": {
      for (const binding of findBinding(node, node.name) ?? []) {
        if (binding.to !== "parameter") {
          const above =
            binding.init && binding.init !== node && binding.to !== "function" && binding.to !== "class"
              ? ownerOf(binding.init, seen)
              : undefined;
          if (above) return above;
          continue;
        }
        const around = binding.owner?.parent;
        if (around?.kind === "call" && around.callee.kind === "member" && elementCalls.has(around.callee.property))
          return ownerOf(around.callee.object, seen);
        return binding.owner;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Where a function is called, resolved to that very function. */
export function callsOf(fn: FunctionNode, analysis: Analysis): Site[] {
  const name = calledName(fn);
  if (name === undefined) return [];
  const free = !fn.owner;
  return callsNamed(name, analysis).flatMap((call): Site[] => {
    const targets = analysis.tracer.trace({ node: call.callee });
    const isReached = (target: Node) => target === fn || (overrides(fn, target, analysis) && !isMadeAs(call, fn, analysis));
    if (!targets.some((target) => isReached(target.node) || (free && injected(name, target.node)))) return [];
    const receiver = call.callee.kind === "member" ? analysis.tracer.trace({ node: call.callee.object })[0] : undefined;
    return [siteOf(call, { fn, call, caller: undefined, ...(receiver && { self: receiver }) })];
  });
}

/** Where instances of a class are made, and the classes that extend it; `fn` is the method that holds the library call. */
export function makersOf(owner: ClassNode, fn: FunctionNode, analysis: Analysis): Site[] {
  const isConstructor = fn.name === "constructor" || fn.name === "__init__";
  const idle = !isConstructor && !startsIn(owner, fn);
  const made = callsNamed(owner.name, analysis).flatMap((call): Site[] => {
    if (!analysis.tracer.trace({ node: call.callee }).some((target) => target.node === owner)) return [];
    const self: Ref = { node: call };
    return [{ ...siteOf(call, { fn, caller: undefined, self, ...(isConstructor && { call }) }), idle }];
  });
  const below = subclassesOf(owner, analysis).map((each) => ({ ...siteOf(each, { fn, caller: undefined, self: { node: each } }), idle }));
  return [...made, ...below];
}

/** The constructor calls the method. */
function startsIn(owner: ClassNode, fn: FunctionNode): boolean {
  const ctor = owner.methods.get("constructor") ?? owner.methods.get("__init__");
  let found = false;
  if (ctor && fn.name !== undefined)
    walk(ctor.body, (node) => {
      if (node.kind === "call" && node.callee.kind === "member" && node.callee.object.kind === "this" && node.callee.property === fn.name)
        found = true;
    });
  return found;
}

function siteOf(node: Node, frame: Frame): Site {
  const line = node.kind === "call" && node.callee.kind === "member" && !node.isNew ? node.callee.propertyLine : node.line;
  return { node, line, file: moduleOf(node).path, frame };
}

/** A function handed in under its own name: `def handle(event, publish): publish("orders", event)`. */
function injected(name: string, target: Node): boolean {
  return target.kind === "name" && target.name === name && findBinding(target, name)?.[0]?.to === "parameter";
}

/** A call of an abstract or overridden method reaches the implementation. */
function overrides(fn: FunctionNode, target: Node, { tracer }: Analysis): boolean {
  if (target.kind !== "function" || !target.owner || !fn.owner || target.name !== fn.name) return false;
  return extendsClass(fn.owner, target.owner, tracer);
}

/** The object is known to be of another class than the one that overrides: `new Base().send()`. */
function isMadeAs({ callee }: CallNode, fn: FunctionNode, { tracer }: Analysis): boolean {
  if (callee.kind !== "member" || callee.object.kind === "this") return false;
  const made = tracer
    .trace({ node: callee.object })
    .flatMap(({ node, frame }) => (node.kind === "call" ? tracer.trace({ node: node.callee, frame }) : []))
    .filter(({ node }) => node.kind === "class");
  return made.length > 0 && made.every(({ node }) => node !== fn.owner && !extendsClass(node as ClassNode, fn.owner, tracer));
}

function extendsClass(owner: ClassNode, wanted: ClassNode | undefined, tracer: Analysis["tracer"], depth = 0): boolean {
  return (
    depth < 5 &&
    owner.bases
      .flatMap((base) => tracer.trace({ node: base }))
      .some(({ node }) => node === wanted || (node.kind === "class" && extendsClass(node, wanted, tracer, depth + 1)))
  );
}

/** The name under which callers know a function. */
export function calledName(fn: FunctionNode): string | undefined {
  if (fn.name !== undefined) return fn.name;
  const field = fn.owner?.fields.find((each) => each.value === fn);
  if (field) return field.name;
  const { parent } = fn;
  if (parent?.kind === "object") return parent.entries.find((entry) => entry.value === fn)?.key;
  if (parent?.kind === "assign")
    return parent.target.kind === "member" ? parent.target.property : parent.target.kind === "name" ? parent.target.name : undefined;
  for (const bindings of parent ? (moduleOf(fn).scopes.get(scopeAround(parent))?.values() ?? []) : [])
    for (const binding of bindings) if (binding.init === fn) return binding.name;
  return undefined;
}

function scopeAround(node: Node): Node {
  const { scopes } = moduleOf(node);
  let at: Node = node;
  while (at.parent && !scopes.has(at)) at = at.parent;
  return at;
}

const mentions = new WeakMap<Program, Map<string, readonly string[]>>();

/** Source files whose text holds a name. */
function mentioning(name: string, program: Program): readonly string[] {
  const known = mentions.get(program) ?? new Map<string, readonly string[]>();
  mentions.set(program, known);
  const paths = known.get(name) ?? program.sources.filter((path) => program.workspace.read(path)?.includes(name));
  known.set(name, paths);
  return paths;
}

function callsNamed(name: string, { program }: Analysis): CallNode[] {
  const mention = mentioning(name, program);
  if (mention.length > maxFiles) return [];
  return mention.flatMap((path) => {
    const module = program.load(path);
    return module ? callsIn(module, name) : [];
  });
}

function subclassesOf(owner: ClassNode, { program, tracer }: Analysis, depth = 0): ClassNode[] {
  if (depth > 3 || owner.name === "") return [];
  const found: ClassNode[] = [];
  for (const path of mentioning(owner.name, program)) {
    const module = program.load(path);
    if (module)
      walk(module.root, (node) => {
        if (
          node.kind === "class" &&
          node !== owner &&
          node.bases.some((base) => tracer.trace({ node: base }).some((each) => each.node === owner))
        )
          found.push(node);
      });
  }
  const below = found.map((each) => subclassesOf(each, { program, tracer } as Analysis, depth + 1));
  return found.flatMap((each, index) => (below[index]!.length > 0 ? below[index]! : [each]));
}
