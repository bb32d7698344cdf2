import type { SourceLanguage } from "../../../workspace/source.ts";

/**
 * Source code in the few shapes that detection needs, the same for every language. A lowering per language produces it;
 * what has no shape of its own becomes `other` and keeps its children, so that a walk never misses a call.
 */
export type Node =
  | StringNode
  | TemplateNode
  | LiteralNode
  | NameNode
  | ThisNode
  | MemberNode
  | IndexNode
  | CallNode
  | ObjectNode
  | ArrayNode
  | FunctionNode
  | ClassNode
  | EitherNode
  | AssignNode
  | DeclareNode
  | ImportNode
  | TypeNode
  | ReturnNode
  | ThrowNode
  | TryNode
  | IfNode
  | LoopNode
  | BlockNode
  | OtherNode;

interface Base {
  /** 1-based. */
  line: number;
  column: number;
  /** Offsets into the text of the file. */
  start: number;
  end: number;
  parent: Node | undefined;
  /** Every direct sub-node, in source order. */
  children: Node[];
}

export interface StringNode extends Base {
  kind: "string";
  value: string;
}
/** Parts put together: template literal, f-string, concatenation. */
export interface TemplateNode extends Base {
  kind: "template";
  parts: Node[];
}
export interface LiteralNode extends Base {
  kind: "literal";
  value: number | boolean | null;
}
export interface NameNode extends Base {
  kind: "name";
  name: string;
}
/** this, self. */
interface ThisNode extends Base {
  kind: "this";
}
export interface MemberNode extends Base {
  kind: "member";
  object: Node;
  property: string;
  /** Line of the member's own name. */
  propertyLine: number;
}
export interface IndexNode extends Base {
  kind: "index";
  object: Node;
  index: Node;
}
export interface Argument {
  /** Keyword arguments. */
  name?: string;
  spread?: boolean;
  value: Node;
}
export interface CallNode extends Base {
  kind: "call";
  callee: Node;
  args: Argument[];
  isNew: boolean;
  awaited: boolean;
  /** `receive<OrderPlaced>()` */
  typeArguments: TypeName[];
}
export interface Entry {
  /** Undefined: spread, or a computed key (then `computed`). */
  key?: string;
  computed?: Node;
  value: Node;
}
export interface ObjectNode extends Base {
  kind: "object";
  entries: Entry[];
  /** Set for an enumeration. */
  name?: string;
}
export interface ArrayNode extends Base {
  kind: "array";
  items: { value: Node; spread: boolean }[];
}
export interface TypeName {
  /** Dotted where the source is. */
  name: string;
  args: TypeName[];
  /** A type of literal strings: "placed" | "paid". */
  literals?: string[];
}
export interface Parameter {
  /** Undefined for a destructuring pattern. */
  name?: string;
  type?: TypeName;
  defaultValue?: Node;
  rest?: boolean;
  decorators: Node[];
}
export interface FunctionNode extends Base {
  kind: "function";
  name?: string;
  parameters: Parameter[];
  body: Node;
  /** Accessors read as a field. */
  getter: boolean;
  isAsync: boolean;
  returns?: TypeName;
  decorators: Node[];
  /** The class it is a method of. */
  owner?: ClassNode;
}
export interface Field {
  name: string;
  type?: TypeName;
  value?: Node;
  isStatic: boolean;
  line: number;
  decorators: Node[];
}
export interface ClassNode extends Base {
  kind: "class";
  name: string;
  /** Superclasses and interfaces. */
  bases: Node[];
  interfaces: string[];
  fields: Field[];
  methods: Map<string, FunctionNode>;
  decorators: Node[];
}
/** One of several values: ??, ||, or, a conditional expression. */
export interface EitherNode extends Base {
  kind: "either";
  options: Node[];
  /** The value of a && b is b where a holds. */
  operator: "??" | "||" | "&&" | "?:";
}
export interface AssignNode extends Base {
  kind: "assign";
  target: Node;
  value: Node;
  /** "=", "+=" … */
  operator: string;
}
export interface DeclareNode extends Base {
  kind: "declare";
  bindings: Binding[];
  init?: Node;
}
/** A value of another module: `require("m")`, `import * as n`, `import { member }`. */
export interface ImportNode extends Base {
  kind: "import";
  module: string;
  member?: string;
}
/** An interface, or an alias of an object type: what a value of it has. Bound as `type:Name`, apart from values. */
export interface TypeNode extends Base {
  kind: "type";
  name: string;
  parameters: string[];
  bases: TypeName[];
  members: { name: string; type?: TypeName; optional: boolean }[];
}
export interface ReturnNode extends Base {
  kind: "return";
  value?: Node;
}
export interface ThrowNode extends Base {
  kind: "throw";
  value?: Node;
}
export interface TryNode extends Base {
  kind: "try";
  body: Node;
  handlers: { body: Node; name?: string; types: string[]; line: number }[];
  otherwise?: Node;
  finalizer?: Node;
}
export interface IfNode extends Base {
  kind: "if";
  condition: Node;
  whenTrue: Node;
  otherwise?: Node;
}
export interface LoopNode extends Base {
  kind: "loop";
  /** What is iterated, or the condition. */
  over?: Node;
  iterates: boolean;
  body: Node;
}
export interface BlockNode extends Base {
  kind: "block";
  module?: Module;
}
export interface OtherNode extends Base {
  kind: "other";
  /** The grammar's name of it, with its operator where it has one. */
  what: string;
}

/** A step from a value to a part of it: a key, an index, "*" for every element, "..." for the rest. */
export type Step = string | number;

export interface Binding {
  name: string;
  /** What it is bound to. */
  to: "value" | "parameter" | "function" | "class" | "element";
  node: Node;
  /** The value, before `path` is followed. */
  init?: Node;
  path: Step[];
  type?: TypeName;
  /** Default inside a destructuring pattern or of a parameter. */
  defaultValue?: Node;
  owner?: FunctionNode;
  index?: number;
  /** Values assigned later. */
  assigned: { value: Node; path: Step[] }[];
}

export interface Module {
  path: string;
  language: SourceLanguage;
  text: string;
  root: BlockNode;
  scopes: Map<Node, Map<string, Binding[]>>;
  /** Exported name to the value; "default" for the default export. */
  exports: Map<string, Node>;
  /** `export * from`, `from x import *`. */
  starExports: string[];
  /** module.exports = value */
  exportAll?: Node;
}

export function moduleOf(node: Node): Module {
  let at: Node = node;
  while (at.parent) at = at.parent;
  if (at.kind !== "block" || !at.module) throw new Error("node without a module");
  return at.module;
}

export function textOf(node: Node): string {
  return moduleOf(node).text.slice(node.start, node.end);
}

/** The function around a node, or undefined at module level. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.kind === "function") return at;
  return undefined;
}

export function enclosingClass(node: Node): ClassNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.kind === "class") return at;
  return undefined;
}

/** Every node below, itself included, depth first. `enter` may return false to skip what is below. */
export function walk(node: Node, enter: (node: Node) => boolean | void): void {
  const stack: Node[] = [node];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (enter(at) === false) continue;
    for (let index = at.children.length - 1; index >= 0; index--) stack.push(at.children[index]!);
  }
}

export function findBinding(node: Node, name: string): Binding[] | undefined {
  const { scopes } = moduleOf(node);
  for (let at: Node | undefined = node; at; at = at.parent) {
    const found = scopes.get(at)?.get(name);
    if (found) return found;
  }
  return undefined;
}
