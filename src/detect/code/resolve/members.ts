import { enclosingClass, type CallNode, type ClassNode, type MemberNode, type Node, type Step } from "../syntax/node.ts";
import { assignmentsOf, laterEntries, memberOf, returned, superCallOf, unique } from "./shapes.ts";
import type { DeclaredType, Frame, Ref, TracerCore } from "./tracer.ts";

/** Parts of values: keys, elements, fields and methods, and the classes that declare them. */
export function openMembers(core: TracerCore): Pick<TracerCore, "property" | "classOf"> {
  function property(ref: Ref, step: Step): Ref[] {
    const { node, frame } = ref;
    switch (node.kind) {
      case "object": {
        if (step === "*") return node.entries.flatMap((entry) => core.trace({ node: entry.value, frame }));
        const entry = node.entries.find((each) => each.key === String(step));
        if (entry) return core.trace({ node: entry.value, frame });
        const later = typeof step === "string" ? (laterEntries(node).get(step) ?? []) : [];
        if (later.length > 0) return later.flatMap((value) => core.trace({ node: value, frame }));
        const spreads = node.entries.filter((each) => each.key === undefined && !each.computed);
        const inside = spreads.flatMap((each) => core.trace({ node: each.value, frame }));
        return unique(inside.flatMap((each) => inner(each, step)));
      }
      case "array": {
        if (typeof step === "number" && !node.items.some((item) => item.spread)) {
          const item = node.items[step];
          return item ? core.trace({ node: item.value, frame }) : [];
        }
        if (step !== "*" && typeof step !== "number") return [];
        return node.items.flatMap((item) => {
          const values = core.trace({ node: item.value, frame });
          return item.spread ? unique(values.flatMap((each) => inner(each, "*"))) : values;
        });
      }
      case "import":
        return typeof step === "string" && (node.member === undefined || node.member === "default") ? [{ node: memberOf(node, step) }] : [];
      case "block":
        return node.module && typeof step === "string" ? core.exported(node.module, step) : [];
      case "class":
        return typeof step === "string" ? member(node, step, undefined, undefined) : [];
      case "call": {
        if (step === "*" && node.callee.kind === "member") return elementsOf(node, frame);
        const owner = typeof step === "string" ? classOf(ref) : undefined;
        return owner ? member(owner, String(step), ref, ref) : [];
      }
      default: {
        const owner = typeof step === "string" ? classOf(ref) : undefined;
        return owner ? member(owner, String(step), node.kind === "this" ? undefined : ref, undefined) : [];
      }
    }
  }

  /** The part of a value that another one spreads; it may be that very value again: `o = { ...o, key }`. */
  function inner(ref: Ref, step: Step): Ref[] {
    return core.deeper<Ref[]>([], () => property(ref, step));
  }

  /** What iterating the result of a call yields: xs.map(f), Object.values(x), d.values(). */
  function elementsOf(node: CallNode, frame: Frame | undefined): Ref[] {
    const callee = node.callee as MemberNode;
    const first = node.args[0]?.value;
    if (callee.property === "map" && first?.kind === "function")
      return returned(first).flatMap((value) => core.trace({ node: value, frame }));
    if (callee.object.kind === "name" && callee.object.name === "Object" && first) {
      const objects = core.trace({ node: first, frame });
      if (callee.property === "values") return objects.flatMap((each) => property(each, "*"));
      if (callee.property === "keys") return objects.flatMap((each) => keysOf(each).map(({ key }) => key));
      if (callee.property === "entries") return objects.flatMap((each) => keysOf(each).map(({ pair }) => pair));
    }
    if (["values", "filter", "concat", "slice"].includes(callee.property))
      return core.trace({ node: callee.object, frame }).flatMap((each) => property(each, "*"));
    return [];
  }

  /** `made` is the call that gives the constructor of `owner` its arguments: new, or super(…) of a subclass. */
  function member(owner: ClassNode, wanted: string, self: Ref | undefined, made: Ref | undefined, seen: readonly ClassNode[] = []): Ref[] {
    if (seen.includes(owner)) return [];
    const method = owner.methods.get(wanted);
    if (method?.getter) {
      const inner = self?.node.kind === "call" ? core.frameOf({ fn: method, call: self.node, caller: self.frame, self }) : undefined;
      return unique(returned(method).flatMap((value) => core.trace({ node: value, frame: inner })));
    }
    if (method) return [{ node: method }];
    const ctor = owner.methods.get("constructor") ?? owner.methods.get("__init__");
    const inside: Frame | undefined =
      ctor && made?.node.kind === "call"
        ? core.frameOf({ fn: ctor, call: made.node, caller: made.frame, ...(self && { self }) })
        : undefined;
    const values = [
      ...owner.fields.flatMap((field) => (field.name === wanted && field.value ? [field.value] : [])),
      ...(assignmentsOf(owner).get(wanted) ?? []),
    ].filter((value) => !(value.kind === "literal" && value.value === null));
    if (values.length > 0) return unique(values.flatMap((value) => core.trace({ node: value, frame: inside })));
    const above = ctor ? superCallOf(ctor, inside) : made;
    return owner.bases
      .flatMap((base) => core.trace({ node: base }))
      .flatMap((base) => (base.node.kind === "class" ? member(base.node, wanted, self, above, [...seen, owner]) : []));
  }

  function classOf(ref: Ref): ClassNode | undefined {
    const { node, frame } = ref;
    if (node.kind === "this") return enclosingClass(node);
    if (node.kind === "call") {
      const made = core.trace({ node: node.callee, frame }).find((target) => target.node.kind === "class");
      if (made) return made.node as ClassNode;
    }
    return core.deeper<ClassNode | undefined>(undefined, () => {
      const declared = core.declaredType(ref);
      return declared && classNamed(declared);
    });
  }

  /** An interface stands for its only implementation. */
  function classNamed(declared: DeclaredType): ClassNode | undefined {
    const found = core.typeTarget(declared).find((target) => target.node.kind === "class");
    if (found) return found.node as ClassNode;
    const implementing = core.program.implementers(declared.type.name.split(".").at(-1)!);
    return implementing.length === 1 ? implementing[0] : undefined;
  }

  return { property, classOf };
}

/** The keys of an object literal as the strings that they are, alone and with their values. */
function keysOf({ node, frame }: Ref): { key: Ref; pair: Ref }[] {
  if (node.kind !== "object") return [];
  return node.entries.flatMap(({ key, value }) => {
    if (key === undefined) return [];
    const { line, column, start, end } = value;
    const place = { line, column, start, end, parent: value, children: [] };
    const name: Node = { kind: "string", value: key, ...place };
    const items = [name, value].map((item) => ({ value: item, spread: false }));
    return [{ key: { node: name, frame }, pair: { node: { kind: "array", items, ...place }, frame } }];
  });
}
