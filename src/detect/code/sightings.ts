import type { CallRule, Detector } from "../detector.ts";
import type { LibraryType, LibraryTypes } from "./resolve/library-types.ts";
import { walk, type CallNode, type ClassNode, type FunctionNode, type Module, type Node } from "./syntax/node.ts";
import type { Ref } from "./resolve/tracer.ts";

/** A place where code touches a client library, described by one of its rules. */
export interface Sighting {
  detector: Detector;
  rule: CallRule;
  key: string;
  call: Ref & { node: CallNode };
  receiver?: LibraryType;
  /** For a decorator: the method below it. */
  decorated?: FunctionNode;
  /** The binding that says where a queue without a name of its own gets its messages from. */
  bound?: Sighting;
}

/** The library calls of a module that a rule describes. */
export function findSightings(module: Module, types: LibraryTypes, detectors: readonly Detector[]): Sighting[] {
  const verbs = new Set<string>();
  for (const detector of detectors)
    if (detector.language === module.language) for (const key of Object.keys(detector.calls)) verbs.add(verbOf(key));
  const found: Sighting[] = [];
  const decorated = new Map<Node, FunctionNode | ClassNode>();
  walk(module.root, (node) => {
    if (node.kind === "function" || node.kind === "class") for (const decorator of node.decorators) decorated.set(decorator, node);
  });
  walk(module.root, (node) => {
    if (node.kind !== "call") return;
    const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? undefined : "";
    if (name !== undefined && !verbs.has(name)) return;
    const call = { node };
    const shaped = shapedKey(node, types, detectors, module);
    if (shaped) found.push({ ...shaped, rule: shaped.detector.calls[shaped.key]!, call });
    if (shaped) return;
    const below = decorated.get(node);
    const method = below?.kind === "class" ? undefined : below;
    for (const { detector, keys, receiver } of types.keysOf(call)) {
      const key = keys
        .flatMap((each) => (below ? [`@${each}`] : withArgument(each, node, types)))
        .find((each) => Object.hasOwn(detector.calls, each));
      if (key === undefined) continue;
      const rule = ruleByType(detector.calls[key]!, call, types);
      const handler = method ?? (below?.kind === "class" && rule.method !== undefined ? below.methods.get(rule.method) : undefined);
      found.push({ detector, rule, key, call, ...(receiver && { receiver }), ...(handler && { decorated: handler }) });
    }
  });
  return found;
}

/** A call of something from outside whose argument names belong to one library only. */
function shapedKey(
  node: CallNode,
  types: LibraryTypes,
  detectors: readonly Detector[],
  { language }: Module,
): { detector: Detector; key: string } | undefined {
  const { callee, args } = node;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  for (const detector of detectors) {
    const shape =
      detector.language === language && detector.shapes && Object.hasOwn(detector.shapes, name) ? detector.shapes[name] : undefined;
    if (!shape) continue;
    const first = args[0]?.value;
    const given = new Set([...args.map((each) => each.name), ...(first?.kind === "object" ? first.entries.map((entry) => entry.key) : [])]);
    if (shape.names.every((each) => given.has(each)) && types.isForeign({ node }) && types.keysOf({ node }).length === 0)
      return { detector, key: shape.key };
  }
  return undefined;
}

/** The broker of a call that serves several, by the type of what stands for its channel: `q.queueArn` of a queue. */
function ruleByType(rule: CallRule, call: Ref & { node: CallNode }, types: LibraryTypes): CallRule {
  if (!rule.byType) return rule;
  const [at] = types.select(rule.channel?.[0] ?? "0", call);
  const owner = at?.node.kind === "member" ? { ...at, node: at.node.object } : at;
  const type = owner && types.typeOf(owner).find(({ name, exported }) => !exported && Object.hasOwn(rule.byType!, name));
  return type ? { ...rule, ...rule.byType[type.name] } : rule;
}

/** A key may say what the first argument is. */
function withArgument(key: string, node: CallNode, types: LibraryTypes): string[] {
  const [first] = node.args[0] ? types.select("0", { node }) : [];
  const value = first && types.constant(first);
  return value === undefined ? [key] : [`${key}(${value})`, `${key}(*)`, key];
}

function verbOf(key: string): string {
  return key
    .slice(key.lastIndexOf(".") + 1)
    .replace(/^@/, "")
    .replace(/\(.*/, "");
}

/** The line that a reader would point at: the method's own name, or the start of a construction. */
export function lineOf(node: CallNode): number {
  return node.callee.kind === "member" && !node.isNew ? node.callee.propertyLine : node.line;
}
