import type { Analysis } from "../analysis.ts";
import type { Frame, Ref } from "../resolve/tracer.ts";
import { textOf, walk, type CallNode, type Node } from "../syntax/node.ts";
import { maxStatement } from "./sql.ts";

export function calledAs({ callee }: CallNode): string {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
}

export function calleeText(node: CallNode): string {
  return textOf(node.callee).replaceAll(/\s+/g, "").slice(-80);
}

/** `prepare(statement).run(values)`: the call and those chained to it. */
export function chain(node: CallNode): CallNode[] {
  const calls = [node];
  for (let at: Node = node; at.parent?.kind === "member" && at.parent.parent?.kind === "call" && at.parent.parent.callee === at.parent;) {
    at = at.parent.parent;
    calls.push(at);
  }
  return calls;
}

const texts = new WeakMap<Node, Map<Frame | undefined, string[]>>();

/** Strings of a call, its parts joined: SQL, DynamoDB expressions; also those that it names, and those of a prepared statement. */
export function textsOf(node: CallNode, frame: Frame | undefined, { tracer }: Analysis): readonly string[] {
  const known = texts.get(node) ?? new Map<Frame | undefined, string[]>();
  texts.set(node, known);
  const cached = known.get(frame);
  if (cached) return cached;
  const found: string[] = [];
  known.set(frame, found);
  const add = (at: Node) => {
    if (at.kind === "string") found.push(at.value.slice(0, maxStatement));
    if (at.kind === "template") found.push(textOf(at).slice(0, maxStatement));
  };
  for (const { value } of node.args) {
    if (value.kind === "name" || value.kind === "member") for (const each of tracer.trace({ node: value, frame })) add(each.node);
    walk(value, (at) => (at.kind === "function" ? false : add(at)));
  }
  const { callee } = node;
  if (callee.kind === "member" && (callee.object.kind === "name" || callee.object.kind === "member"))
    for (const { node: made } of tracer.trace({ node: callee.object, frame }))
      if (made.kind === "call" && calledAs(made).startsWith("prepare")) for (const { value } of made.args) walk(value, add);
  return found;
}

/** Keys of the objects that are handed over, at any depth; names of keyword arguments. */
export function keysOf(node: CallNode): string[] {
  const keys: string[] = [];
  for (const { name, value } of node.args) {
    if (name !== undefined) keys.push(name);
    walk(value, (at) => {
      if (at.kind === "function") return false;
      if (at.kind === "object") for (const entry of at.entries) if (entry.key !== undefined) keys.push(entry.key);
      return undefined;
    });
  }
  return keys;
}

/** The value under a key of the objects handed over, or of a keyword argument. */
export function valueOf(node: CallNode, wanted: RegExp): Node | undefined {
  for (const { name, value } of node.args) {
    if (name !== undefined && wanted.test(name)) return value;
    let found: Node | undefined;
    walk(value, (at) => {
      if (at.kind === "function") return false;
      if (at.kind === "object") found ??= at.entries.find((entry) => entry.key !== undefined && wanted.test(entry.key))?.value;
      return undefined;
    });
    if (found) return found;
  }
  return undefined;
}

const generators =
  /^(randomUUID|uuid\d?|uuidv\d|uuidV\d|v[147]|nanoid|ulid|cuid|cuid2|createId|generateId|random|randomBytes|token_hex|now|utcnow|today)$/;

/** The value is made up anew each time: a random id, the time. */
export function isGenerated(ref: Ref, { tracer }: Analysis): boolean {
  const found = [ref, ...tracer.trace(ref)];
  walk(ref.node, (at) => {
    if (at.kind === "name") found.push(...tracer.trace({ node: at, frame: ref.frame }));
  });
  return found.some(({ node }) => {
    let made = false;
    if (node.kind !== "function" && node.kind !== "class")
      walk(node, (at) => {
        if (at.kind === "function") return false;
        if (at.kind === "call" && (generators.test(calledAs(at)) || (/^(ObjectId|Date)$/.test(calledAs(at)) && at.args.length === 0)))
          made = true;
        return undefined;
      });
    return made;
  });
}
