import {
  enclosingClass,
  findBinding,
  moduleOf,
  type Binding,
  type CallNode,
  type ClassNode,
  type FunctionNode,
  type NameNode,
  type Node,
  type Step,
} from "../syntax/node.ts";
import { openDeclaredTypes } from "./declared-types.ts";
import { openExports } from "./exports.ts";
import { openMembers } from "./members.ts";
import type { Program } from "./program.ts";
import { returned, unique } from "./shapes.ts";
import type { Frame, Ref, Tracer, TracerCore } from "./tracer.ts";

const maxDepth = 48;
/** Steps one question may take; a question that needs more is left open. */
const maxSteps = 4_000;
/** Steps of one reading; a collection of 14,000 files took some 120 for each. */
const maxTotal = 1_000_000;
const maxTotalPerFile = 400;
const elementCalls = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find", "each"]);
const keepsValue = new Set(["freeze", "seal", "dict", "list", "tuple", "set", "sorted", "MappingProxyType", "Array.from"]);

export function openTracer(program: Program): Tracer {
  const core = { program } as TracerCore;
  let depth = 0;
  let steps = 0;
  let left = maxTotal + maxTotalPerFile * program.sources.length;

  /** A result depends on the node and its frame only; while one is being computed a cycle adds nothing to it. */
  const known = new Map<Frame | undefined, Map<Node, Ref[]>>();
  const frames = new Map<CallNode, Frame[]>();
  let cuts = 0;

  /** Counts one step; true where the question, or the whole reading, has had its share. */
  function isSpent(): boolean {
    if (depth === 0) steps = 0;
    if (left-- === 0)
      program.workspace.warnings.push("The code is too entangled to be followed everywhere: some channels and types stay open.");
    return depth >= maxDepth || steps++ > maxSteps || left < 0;
  }

  function deeper<T>(otherwise: T, run: () => T): T {
    if (isSpent()) return otherwise;
    depth++;
    try {
      return run();
    } finally {
      depth--;
    }
  }

  function remembered(frame: Frame | undefined): Map<Node, Ref[]> {
    let inside = known.get(frame);
    if (!inside) known.set(frame, (inside = new Map()));
    return inside;
  }

  /** The same call reached in the same way is the same frame. */
  function frameOf(frame: Frame & { call: CallNode }): Frame {
    const made = frames.get(frame.call) ?? [];
    frames.set(frame.call, made);
    const same = made.find(
      (each) =>
        each.fn === frame.fn &&
        each.caller === frame.caller &&
        each.self?.node === frame.self?.node &&
        each.self?.frame === frame.self?.frame,
    );
    if (!same) made.push(frame);
    return same ?? frame;
  }

  function trace(ref: Ref): Ref[] {
    const inside = remembered(ref.frame);
    const cached = inside.get(ref.node);
    if (cached) return cached;
    if (isSpent()) {
      cuts++;
      return [ref];
    }
    const before = cuts;
    inside.set(ref.node, []);
    depth++;
    try {
      const found = unique(follow(ref));
      inside.set(ref.node, found);
      return found;
    } finally {
      depth--;
      if (cuts > before && depth > 0) inside.delete(ref.node);
    }
  }

  function follow(ref: Ref): Ref[] {
    const { node, frame } = ref;
    switch (node.kind) {
      case "name":
        return name(node, frame);
      case "import":
        return core.imported(ref);
      case "member":
        return orSelf(
          ref,
          trace({ node: node.object, frame }).flatMap((object) => core.property(object, node.property)),
        );
      case "index": {
        const keys = trace({ node: node.index, frame }).map((key) => key.node);
        return orSelf(
          ref,
          trace({ node: node.object, frame }).flatMap((object) => keys.flatMap((key) => core.property(object, stepOf(key)))),
        );
      }
      case "either":
        return (node.operator === "&&" ? node.options.slice(-1) : node.options).flatMap((option) => trace({ node: option, frame }));
      case "assign":
        return trace({ node: node.value, frame });
      case "call":
        return call(node, ref);
      case "this": {
        const self = selfOf(frame, enclosingClass(node));
        return self ? [self] : [ref];
      }
      default:
        return [ref];
    }
  }

  function name(node: NameNode, frame: Frame | undefined): Ref[] {
    const bindings = findBinding(node, node.name);
    if (!bindings) {
      const module = moduleOf(node);
      for (const star of module.starExports) {
        const from = module.language === "python" ? program.imported(module, star) : undefined;
        const found = from ? core.exported(from, node.name) : [];
        if (found.length > 0) return found;
      }
      return [{ node, frame }];
    }
    return orSelf(
      { node, frame },
      bindings.flatMap((binding) => bound(binding, frame)),
    );
  }

  function bound(binding: Binding, frame: Frame | undefined): Ref[] {
    if (binding.to === "parameter") return parameter(binding, frame);
    const given = [...(binding.init ? [{ value: binding.init, path: binding.path }] : []), ...binding.assigned];
    const values = given.filter(({ value }) => !(value.kind === "literal" && value.value === null));
    const found = values.flatMap(({ value, path }) => along(trace({ node: value, frame }), path));
    if (found.length === 0 && binding.defaultValue) return trace({ node: binding.defaultValue, frame });
    return found;
  }

  function parameter(binding: Binding, frame: Frame | undefined): Ref[] {
    const owner = binding.owner;
    for (let at = frame; at; at = at.caller) {
      if (at.fn !== owner || !at.call) continue;
      const given = argument(at, binding.index!, owner.parameters[binding.index!]?.name);
      const found = given ? along(trace(given), binding.path) : [];
      if (found.length > 0) return found;
      return binding.defaultValue ? trace({ node: binding.defaultValue, frame }) : [];
    }
    const around = owner?.parent;
    if (around?.kind === "call" && around.callee.kind === "member" && elementCalls.has(around.callee.property) && binding.index === 0)
      return along(
        trace({ node: around.callee.object, frame }).flatMap((list) => core.property(list, "*")),
        binding.path,
      );
    return [];
  }

  function along(refs: Ref[], path: readonly Step[]): Ref[] {
    return path.reduce<Ref[]>((at, step) => at.flatMap((each) => (step === "..." ? [each] : core.property(each, step))), refs);
  }

  function call(node: CallNode, ref: Ref): Ref[] {
    const { frame } = ref;
    const callee = node.callee;
    const called = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    if (keepsValue.has(called) && node.args.length === 1 && callee.kind !== "this") return trace({ node: node.args[0]!.value, frame });
    if (called === "bind" && callee.kind === "member") return trace({ node: callee.object, frame });
    const results = trace({ node: callee, frame }).flatMap((target): Ref[] => {
      if (target.node.kind !== "function") return [];
      const inner = enter(ref, target.node);
      return !inner ? [] : returned(target.node).flatMap((value) => trace({ node: value, frame: inner }));
    });
    return orSelf(ref, results);
  }

  function enter({ node, frame }: Ref, fn: FunctionNode): Frame | undefined {
    if (node.kind !== "call" || recursive(frame, fn)) return undefined;
    const { callee } = node;
    const self = callee.kind === "member" ? trace({ node: callee.object, frame })[0] : undefined;
    return frameOf({ fn, call: node, caller: frame, ...(self && { self }) });
  }

  return Object.assign(
    core,
    { trace, enter, argument, bound, frameOf, deeper },
    openExports(core),
    openMembers(core),
    openDeclaredTypes(core),
  );
}

function orSelf(ref: Ref, found: Ref[]): Ref[] {
  return found.length > 0 ? found : [ref];
}

function recursive(frame: Frame | undefined, fn: FunctionNode): boolean {
  for (let at = frame; at; at = at.caller) if (at.fn === fn) return true;
  return false;
}

function selfOf(frame: Frame | undefined, owner: ClassNode | undefined): Ref | undefined {
  for (let at = frame; at; at = at.caller) if (at.self && at.fn.owner && at.fn.owner === owner) return at.self;
  return undefined;
}

function argument(frame: Frame, index: number, wanted: string | undefined): Ref | undefined {
  const { call: at, caller } = frame;
  if (!at) return undefined;
  const keyword = wanted === undefined ? undefined : at.args.find((each) => each.name === wanted);
  if (keyword) return { node: keyword.value, frame: caller };
  const positional = at.args.filter((each) => each.name === undefined);
  if (positional.slice(0, index + 1).some((each) => each.spread)) return undefined;
  const given = positional[index];
  return given ? { node: given.value, frame: caller } : undefined;
}

function stepOf(key: Node): Step {
  if (key.kind === "string") return key.value;
  return key.kind === "literal" && typeof key.value === "number" ? key.value : "*";
}
