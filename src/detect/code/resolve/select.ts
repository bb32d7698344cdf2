import { injectionsOf } from "./injection.ts";
import type { Selector } from "../../detector.ts";
import { callsIn } from "../syntax/calls.ts";
import { enclosingClass, moduleOf, type CallNode, type Entry, type Node } from "../syntax/node.ts";
import type { LibraryType } from "./library-types.ts";
import type { Ref, Tracer } from "./tracer.ts";

/** The expressions that a selector names in a call: each is followed as far as its key, not further. */
export function select(selector: Selector, call: Ref, receiver: LibraryType | undefined, tracer: Tracer): Ref[] {
  if (selector.startsWith("origin:")) {
    const { origin } = receiver ?? {};
    return origin ? select(selector.slice(7), origin, undefined, tracer) : [];
  }
  const node = call.node as CallNode;
  if (selector.startsWith("injected:"))
    return injectionsOf(node).flatMap((decorator) => select(selector.slice(9), { node: decorator }, undefined, tracer));
  if (selector.startsWith("around:")) return takersOf(call, selector.slice(7), tracer);
  if (selector === "self:" || selector === "") return [call];
  if (selector === "receiver:") return node.callee.kind === "member" ? [{ node: node.callee.object, frame: call.frame }] : [];
  if (selector.startsWith("class:")) {
    const [name, ...path] = selector.slice(6).split("/");
    const decorator = enclosingClass(node)?.decorators.find(
      (each): each is CallNode => each.kind === "call" && each.callee.kind === "name" && each.callee.name === name,
    );
    return decorator ? select(path.join("/"), { node: decorator }, undefined, tracer) : [];
  }
  if (selector === "**") return keywordNames(node, call);
  const [first, ...rest] = selector.split("/");
  const start = /^\d+$/.test(first!) ? positional(node, Number(first)) : node.args.find((each) => each.name === first)?.value;
  if (!start) return [];
  return rest.reduce<Ref[]>((at, step) => at.flatMap((each) => part(each, step, tracer)), [{ node: start, frame: call.frame }]);
}

/** Who is handed a made object: the object whose method takes it, in place or by a name, or the construct whose options list it. */
function takersOf({ node, frame }: Ref, method: string, tracer: Tracer): Ref[] {
  let at = node.parent;
  if (at?.kind === "call" && at.callee.kind === "member" && (at.callee as Node) !== node) return [{ node: at.callee.object, frame }];
  while (at && (at.kind === "array" || at.kind === "object")) at = at.parent;
  if (at?.kind === "call") return [{ node: at, frame }];
  return callsIn(moduleOf(node), method).flatMap((taker) =>
    taker.callee.kind === "member" &&
    taker.args.some(({ value }) => tracer.trace({ node: value, frame }).some((each) => each.node === node))
      ? [{ node: taker.callee.object, frame }]
      : [],
  );
}

function positional(node: CallNode, index: number): CallNode["args"][number]["value"] | undefined {
  const plain = node.args.filter((each) => each.name === undefined);
  return plain.slice(0, index + 1).some((each) => each.spread) ? undefined : plain[index]?.value;
}

/** A key of an object literal keeps its own expression, so that a question can quote it. */
function part(ref: Ref, step: string, tracer: Tracer, spread: Set<Node> = new Set()): Ref[] {
  return tracer.trace(ref).flatMap((at): Ref[] => {
    if (step === "%")
      return at.node.kind === "object" ? at.node.entries.flatMap((entry) => keyOf(entry, at)) : [{ ...at, missing: [step] }];
    if (at.node.kind === "object" && step !== "*") {
      const entry = at.node.entries.find((each) => each.key === step);
      if (entry) return [{ node: entry.value, frame: at.frame }];
      const later = tracer.property(at, step);
      if (later.length > 0) return later;
      const spreads = at.node.entries.filter((each) => each.key === undefined && !each.computed);
      // A value may spread itself: `o = { ...o, key }`.
      if (spread.has(at.node)) return [];
      spread.add(at.node);
      return spreads.length > 0
        ? spreads.flatMap((each) => part({ node: each.value, frame: at.frame }, step, tracer, spread))
        : [{ ...at, missing: [...(at.missing ?? []), step] }];
    }
    if (at.node.kind === "call") {
      const given = /^\d+$/.test(step) ? positional(at.node, Number(step)) : at.node.args.find((each) => each.name === step)?.value;
      if (given) return [{ node: given, frame: at.frame }];
    }
    if (at.node.kind === "array" && step === "*" && !at.node.items.some((item) => item.spread))
      return at.node.items.map((item) => ({ node: item.value, frame: at.frame }));
    const found = tracer.property(at, /^\d+$/.test(step) ? Number(step) : step);
    return found.length > 0 ? found : [{ ...at, missing: [...(at.missing ?? []), step] }];
  });
}

/** Names that stand as keywords: f(**{"orders": handler}), f(orders=handler). */
function keywordNames(node: CallNode, ref: Ref): Ref[] {
  return node.args.flatMap(({ name, spread, value }) => {
    if (name !== undefined) return keyOf({ key: name, value }, ref);
    return spread && value.kind === "object" ? value.entries.flatMap((entry) => keyOf(entry, ref)) : [];
  });
}

/** A key as the string that it is. */
function keyOf({ key, value }: Entry, { frame }: Ref): Ref[] {
  if (key === undefined) return [];
  const { line, column, start, end } = value;
  return [{ node: { kind: "string", value: key, line, column, start, end, parent: value, children: [] }, frame }];
}

/** The first selector that yields anything. */
export function selectFirst(
  selectors: readonly Selector[] | undefined,
  call: Ref,
  receiver: LibraryType | undefined,
  tracer: Tracer,
): Ref[] {
  for (const selector of selectors ?? []) {
    const found = select(selector, call, receiver, tracer).filter((ref) => !isAbsent(ref));
    if (found.length > 0) return found;
  }
  return [];
}

function isAbsent({ node, missing }: Ref): boolean {
  return missing !== undefined && (node.kind === "object" || node.kind === "array" || node.kind === "string" || node.kind === "literal");
}
