import type { Detector, Selector } from "../../detector.ts";
import { callsIn, takingIn } from "../syntax/calls.ts";
import { findBinding, moduleOf, type CallNode, type FunctionNode, type Node } from "../syntax/node.ts";
import { select } from "./select.ts";
import type { DeclaredType, Frame, Ref, Tracer } from "./tracer.ts";

/** That a value belongs to a client library. */
export interface LibraryType {
  detector: Detector;
  /** Name of the type, or of the export; "" is the module itself. */
  name: string;
  /** The export itself, not yet called or constructed. */
  exported: boolean;
  /** The call that made it. */
  origin?: Ref;
}

/** Says to which client library a value belongs, by import, construction, derivation and annotation. */
export interface LibraryTypes {
  typeOf(ref: Ref): LibraryType[];
  /** Asks anew what was answered so far, after more files were read. */
  forget(): void;
  /** The type that an annotation names. */
  named(declared: DeclaredType): LibraryType | undefined;
  /** Keys under which a call may be described: "Producer.send", "SendMessageCommand". */
  keysOf(call: Ref): { detector: Detector; keys: string[]; receiver?: LibraryType }[];
  /** What is called is no function or class of the repository, as far as it can be followed. */
  isForeign(call: Ref & { node: CallNode }): boolean;
  /** The text of a constant string. */
  constant(ref: Ref): string | undefined;
  /** What a selector names in a call. */
  select(selector: Selector, call: Ref): Ref[];
}

const maxDepth = 24;
/** Values that one question may look at. */
const maxSteps = 500;

export function openLibraryTypes(detectors: readonly Detector[], tracer: Tracer): LibraryTypes {
  const known = new Map<Frame | undefined, Map<Node, LibraryType[]>>();
  let depth = 0;
  let steps = 0;

  function typeOf(ref: Ref): LibraryType[] {
    const inside = known.get(ref.frame) ?? new Map<Node, LibraryType[]>();
    known.set(ref.frame, inside);
    const cached = inside.get(ref.node);
    if (cached) return cached;
    if (depth === 0) steps = 0;
    if (depth >= maxDepth || steps++ > maxSteps) return [];
    depth++;
    inside.set(ref.node, []);
    try {
      const found = distinct(compute(ref));
      inside.set(ref.node, found);
      return found;
    } finally {
      depth--;
    }
  }

  function compute(ref: Ref): LibraryType[] {
    const traced = tracer.trace(ref);
    const found = traced.flatMap((each) => ofTerminal(each));
    if (found.length > 0) return found;
    return [ref, ...traced].flatMap((each) => annotated(each)).slice(0, 1);
  }

  function annotated(ref: Ref): LibraryType[] {
    const declared = tracer.declaredType(ref);
    return declared ? namedTypes(declared) : [];
  }

  function namedTypes(declared: DeclaredType): LibraryType[] {
    return tracer.typeTarget(declared).flatMap((target) =>
      ofTerminal(target).flatMap((type) => {
        const { types } = type.detector;
        const name = types[`${type.name}()`] ?? (Object.values(types).includes(type.name) ? type.name : undefined);
        return type.exported && name !== undefined ? [{ detector: type.detector, name, exported: false }] : [];
      }),
    );
  }

  function ofTerminal(ref: Ref): LibraryType[] {
    const { node, frame } = ref;
    switch (node.kind) {
      case "import":
        return detectors
          .filter((detector) => detector.language === moduleOf(node).language && detector.modules.some((name) => within(node.module, name)))
          .map((detector) => ({
            detector,
            name: node.member === undefined || node.member === "default" ? "" : node.member,
            exported: true,
          }));
      case "member":
        return typeOf({ node: node.object, frame }).flatMap((owner): LibraryType[] => {
          if (owner.exported) return [{ ...owner, name: node.property === "default" ? owner.name : node.property }];
          const name = owner.detector.types[`${owner.name}.${node.property}`];
          return name === undefined ? [] : [{ ...owner, name }];
        });
      case "call":
        return keysOf(ref).flatMap(({ detector, keys, receiver }): LibraryType[] => {
          for (const key of keys) {
            const name = typeFor(detector, key, node);
            if (name !== undefined)
              return [{ detector, name, exported: false, origin: name === receiver?.name ? (receiver.origin ?? ref) : ref }];
          }
          return [];
        });
      case "name":
        return handedIn(node.name, ref);
      case "this":
        return inherited(tracer.classOf(ref)?.bases ?? []);
      case "class":
        return inherited(node.bases).map((type) => ({ ...type, exported: true }));
      default:
        return [];
    }
  }

  function inherited(bases: readonly Node[]): LibraryType[] {
    return bases
      .flatMap((base) => typeOf({ node: base }))
      .flatMap((type) => (type.exported && type.name !== "" ? [{ ...type, exported: false }] : []));
  }

  /** A parameter has the type of what its function is handed: by a library as a callback, or by callers in the files read so far. */
  function handedIn(name: string, ref: Ref): LibraryType[] {
    const called = callbackParameter(name, ref);
    const binding = called.length > 0 || ref.frame ? undefined : findBinding(ref.node, name)?.find((each) => each.to === "parameter");
    const owner = binding?.owner;
    if (!owner || binding.path.length > 0 || binding.type) return called;
    const ctor = owner.name === "__init__" || owner.name === "constructor" ? owner.owner : undefined;
    const wanted = ctor?.name ?? owner.name;
    if (wanted === undefined || wanted === "") return [];
    for (const module of tracer.program.calling(wanted))
      for (const call of callsIn(module, wanted)) {
        if (!tracer.trace({ node: call.callee }).some(({ node }) => node === (ctor ?? owner))) continue;
        const given = tracer.argument({ fn: owner, call, caller: undefined }, binding.index!, name);
        const found = given ? typeOf(given) : [];
        if (found.length > 0) return found;
      }
    return [];
  }

  /** `connect(url, (error, connection) => …)`: the library types the parameters of a callback. */
  function callbackParameter(name: string, { node }: Ref): LibraryType[] {
    const binding = findBinding(node, name)?.find((each) => each.to === "parameter");
    if (!binding?.owner || binding.path.length > 0) return [];
    const around = takerOf(binding.owner);
    if (!around) return [];
    return keysOf({ node: around.call }).flatMap(({ detector, keys }): LibraryType[] => {
      const names = keys.map((key) => detector.callbacks?.[`${key}${around.option}`]).find((each) => each !== undefined);
      const type = names?.[binding.index!];
      return type ? [{ detector, name: type, exported: false, origin: { node: around.call } }] : [];
    });
  }

  function keysOf(call: Ref): { detector: Detector; keys: string[]; receiver?: LibraryType }[] {
    const { node, frame } = call;
    if (node.kind !== "call") return [];
    const { callee } = node;
    if (callee.kind === "member") {
      const owners = typeOf({ node: callee.object, frame });
      if (owners.length > 0)
        return owners.map((owner) => ({
          detector: owner.detector,
          receiver: owner,
          keys: owner.exported
            ? owner.name === ""
              ? [callee.property]
              : [`${owner.name}.${callee.property}`, callee.property]
            : [`${owner.name}.${callee.property}`],
        }));
    }
    return typeOf({ node: callee, frame }).flatMap((type) => (type.exported ? [{ detector: type.detector, keys: [type.name] }] : []));
  }

  function constant(ref: Ref): string | undefined {
    const found = tracer.trace(ref)[0]?.node;
    return found?.kind === "string" ? found.value : undefined;
  }

  const isForeign = ({ node, frame }: Ref & { node: CallNode }) =>
    !tracer.trace({ node: node.callee, frame }).some((each) => each.node.kind === "function" || each.node.kind === "class");

  return {
    typeOf,
    isForeign,
    keysOf,
    constant,
    forget: () => known.clear(),
    named: (declared) => namedTypes(declared)[0],
    select: (selector, call) => select(selector, call, undefined, tracer),
  };
}

/** The call that is handed a function, written in place, in its options, or by its name in the same module. */
function takerOf(fn: FunctionNode): { call: CallNode; option: string } | undefined {
  const { parent } = fn;
  if (parent?.kind === "call") return parent.callee === fn ? undefined : { call: parent, option: "" };
  if (parent?.kind === "object" && parent.parent?.kind === "call") {
    const key = parent.entries.find((entry) => entry.value === fn)?.key;
    return key === undefined ? undefined : { call: parent.parent, option: `/${key}` };
  }
  const call = fn.name === undefined ? undefined : takingIn(moduleOf(fn), fn.name);
  return call && { call, option: "" };
}

function within(module: string, name: string): boolean {
  return module === name || module.startsWith(`${name}/`) || module.startsWith(`${name}.`);
}

function distinct(types: LibraryType[]): LibraryType[] {
  return types.filter(
    (type, index) =>
      types.findIndex(
        (other) =>
          other.detector === type.detector &&
          other.name === type.name &&
          other.exported === type.exported &&
          other.origin?.node === type.origin?.node,
      ) === index,
  );
}

function typeFor(detector: Detector, key: string, call: CallNode): string | undefined {
  const first = call.args[0]?.value ?? undefined;
  const literal = call.args.find((each) => each.name === "service_name")?.value ?? first;
  if (literal?.kind === "string") {
    const special = detector.types[`${key}(${literal.value})`];
    if (special !== undefined) return special;
  }
  return detector.types[`${key}()`];
}
