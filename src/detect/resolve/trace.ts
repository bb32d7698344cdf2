import {
  enclosingClass,
  enclosingFunction,
  findBinding,
  moduleOf,
  walk,
  type Binding,
  type CallNode,
  type ClassNode,
  type FunctionNode,
  type ImportNode,
  type MemberNode,
  type Module,
  type NameNode,
  type Node,
  type ObjectNode,
  type Step,
  type TypeName,
} from "../syntax/node.ts";
import type { Program } from "./program.ts";

/** A call that is being followed: what its parameters are, and who `this` is. */
export interface Frame {
  fn: FunctionNode;
  /** Absent where only `self` is known: a subclass that fills in what its base leaves open. */
  call?: CallNode;
  caller: Frame | undefined;
  self?: Ref;
}

/** An expression together with the calls through which it was reached. */
export interface Ref {
  node: Node;
  frame?: Frame | undefined;
  /** Keys of the value that are wanted and could not be followed. */
  missing?: readonly string[];
}

/** Follows expressions to what they stand for. A result that cannot be followed further is the expression itself. */
export interface Tracer {
  readonly program: Program;
  trace(ref: Ref): Ref[];
  /** A part of a value that `trace` returned. */
  property(ref: Ref, step: Step): Ref[];
  /** The class whose instance a traced value is, or that declares its type. */
  classOf(ref: Ref): ClassNode | undefined;
  /** The type that a declaration writes for an expression. */
  declaredType(ref: Ref): DeclaredType | undefined;
  /** What the name of a type stands for: a class, or an import from outside. */
  typeTarget(declared: DeclaredType): Ref[];
  /** The frame of a call that reaches a function. */
  enter(call: Ref, fn: FunctionNode): Frame | undefined;
  /** Argument for a parameter of the function of a frame. */
  argument(frame: Frame, index: number, name: string | undefined): Ref | undefined;
}

export interface DeclaredType {
  type: TypeName;
  /** Where the name of the type is looked up. */
  scope: Node;
}

const maxDepth = 48;
/** Steps one question may take; a question that needs more is left open. */
const maxSteps = 4_000;
const elementCalls = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find", "each"]);
const keepsValue = new Set(["freeze", "seal", "dict", "list", "tuple", "set", "sorted", "MappingProxyType", "Array.from"]);

export function openTracer(program: Program): Tracer {
  let depth = 0;
  let steps = 0;

  /** A result depends on the node and its frame only; while one is being computed a cycle adds nothing to it. */
  const known = new Map<Frame | undefined, Map<Node, Ref[]>>();
  const frames = new Map<CallNode, Frame[]>();
  let cuts = 0;

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
      (each) => each.fn === frame.fn && each.caller === frame.caller && each.self?.node === frame.self?.node && each.self?.frame === frame.self?.frame,
    );
    if (!same) made.push(frame);
    return same ?? frame;
  }

  function trace(ref: Ref): Ref[] {
    if (depth === 0) steps = 0;
    const inside = remembered(ref.frame);
    const cached = inside.get(ref.node);
    if (cached) return cached;
    if (depth >= maxDepth || steps++ > maxSteps) {
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
        return imported(ref);
      case "member":
        return orSelf(
          ref,
          trace({ node: node.object, frame }).flatMap((object) => property(object, node.property)),
        );
      case "index": {
        const keys = trace({ node: node.index, frame }).map((key) => key.node);
        const step = (key: Node): Step =>
          key.kind === "string" ? key.value : key.kind === "literal" && typeof key.value === "number" ? key.value : "*";
        return orSelf(
          ref,
          trace({ node: node.object, frame }).flatMap((object) => keys.flatMap((key) => property(object, step(key)))),
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
        const found = from ? exported(from, node.name) : [];
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
      const given = argument(at, binding.index!, owner!.parameters[binding.index!]?.name);
      const found = given ? along(trace(given), binding.path) : [];
      if (found.length > 0) return found;
      return binding.defaultValue ? trace({ node: binding.defaultValue, frame }) : [];
    }
    const around = owner?.parent;
    if (around?.kind === "call" && around.callee.kind === "member" && elementCalls.has(around.callee.property) && binding.index === 0)
      return along(
        trace({ node: around.callee.object, frame }).flatMap((list) => property(list, "*")),
        binding.path,
      );
    return [];
  }

  function along(refs: Ref[], path: readonly Step[]): Ref[] {
    return path.reduce<Ref[]>((at, step) => at.flatMap((each) => (step === "..." ? [each] : property(each, step))), refs);
  }

  function imported(ref: Ref): Ref[] {
    if (ref.node.kind !== "import") return [ref];
    const module = program.imported(moduleOf(ref.node), ref.node.module);
    const { member } = ref.node;
    if (!module) {
      const inside = member === undefined ? undefined : program.imported(moduleOf(ref.node), `${ref.node.module}.${member}`);
      return inside ? [{ node: inside.root }] : [ref];
    }
    if (member === undefined) return module.exportAll ? trace({ node: module.exportAll }) : [{ node: module.root }];
    const found = exported(module, member);
    if (found.length > 0) return found;
    if (module.language === "python") {
      const inside = program.imported(moduleOf(ref.node), `${ref.node.module}.${member}`);
      if (inside) return [{ node: inside.root }];
    }
    return member === "default" ? (module.exportAll ? trace({ node: module.exportAll }) : [{ node: module.root }]) : [ref];
  }

  function exported(module: Module, member: string): Ref[] {
    const direct = module.exports.get(member);
    if (direct) return trace({ node: direct });
    if (module.exportAll) {
      const found = trace({ node: module.exportAll }).flatMap((all) => property(all, member));
      if (found.length > 0) return found;
    }
    const top = member === "default" ? undefined : module.scopes.get(module.root)?.get(member);
    if (top) return unique(top.flatMap((binding) => bound(binding, undefined)));
    for (const star of module.starExports) {
      const from = program.imported(module, star);
      const found = from ? exported(from, member) : [];
      if (found.length > 0) return found;
    }
    return [];
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

  function property(ref: Ref, step: Step): Ref[] {
    const { node, frame } = ref;
    switch (node.kind) {
      case "object": {
        if (step === "*") return node.entries.flatMap((entry) => trace({ node: entry.value, frame }));
        const entry = node.entries.find((each) => each.key === String(step));
        if (entry) return trace({ node: entry.value, frame });
        const later = typeof step === "string" ? (laterEntries(node).get(step) ?? []) : [];
        if (later.length > 0) return later.flatMap((value) => trace({ node: value, frame }));
        const spreads = node.entries.filter((each) => each.key === undefined && !each.computed);
        return spreads.flatMap((each) => trace({ node: each.value, frame })).flatMap((each) => property(each, step));
      }
      case "array": {
        if (typeof step === "number" && !node.items.some((item) => item.spread)) {
          const item = node.items[step];
          return item ? trace({ node: item.value, frame }) : [];
        }
        if (step !== "*" && typeof step !== "number") return [];
        return node.items.flatMap((item) => {
          const values = trace({ node: item.value, frame });
          return item.spread ? values.flatMap((each) => property(each, "*")) : values;
        });
      }
      case "import":
        return typeof step === "string" && (node.member === undefined || node.member === "default") ? [{ node: memberOf(node, step) }] : [];
      case "block":
        return node.module && typeof step === "string" ? exported(node.module, step) : [];
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

  /** What iterating the result of a call yields: xs.map(f), Object.values(x), d.values(). */
  function elementsOf(node: CallNode, frame: Frame | undefined): Ref[] {
    const callee = node.callee as MemberNode;
    const first = node.args[0]?.value;
    if (callee.property === "map" && first?.kind === "function") return returned(first).flatMap((value) => trace({ node: value, frame }));
    if (callee.property === "values" && callee.object.kind === "name" && callee.object.name === "Object" && first)
      return trace({ node: first, frame }).flatMap((each) => property(each, "*"));
    if (["values", "filter", "concat", "slice"].includes(callee.property))
      return trace({ node: callee.object, frame }).flatMap((each) => property(each, "*"));
    return [];
  }

  /** `made` is the call that gives the constructor of `owner` its arguments: new, or super(…) of a subclass. */
  function member(owner: ClassNode, wanted: string, self: Ref | undefined, made: Ref | undefined, seen: readonly ClassNode[] = []): Ref[] {
    if (seen.includes(owner)) return [];
    const method = owner.methods.get(wanted);
    if (method?.getter) {
      const inner = self?.node.kind === "call" ? frameOf({ fn: method, call: self.node, caller: self.frame, self }) : undefined;
      return unique(returned(method).flatMap((value) => trace({ node: value, frame: inner })));
    }
    if (method) return [{ node: method }];
    const ctor = owner.methods.get("constructor") ?? owner.methods.get("__init__");
    const inside: Frame | undefined =
      ctor && made?.node.kind === "call" ? frameOf({ fn: ctor, call: made.node, caller: made.frame, ...(self && { self }) }) : undefined;
    const values = [
      ...owner.fields.flatMap((field) => (field.name === wanted && field.value ? [field.value] : [])),
      ...(assignmentsOf(owner).get(wanted) ?? []),
    ].filter((value) => !(value.kind === "literal" && value.value === null));
    if (values.length > 0) return unique(values.flatMap((value) => trace({ node: value, frame: inside })));
    const above = ctor ? superCallOf(ctor, inside) : made;
    return owner.bases
      .flatMap((base) => trace({ node: base }))
      .flatMap((base) => (base.node.kind === "class" ? member(base.node, wanted, self, above, [...seen, owner]) : []));
  }

  function classOf(ref: Ref): ClassNode | undefined {
    const { node, frame } = ref;
    if (node.kind === "this") return enclosingClass(node);
    if (node.kind === "call") {
      const made = trace({ node: node.callee, frame }).find((target) => target.node.kind === "class");
      if (made) return made.node as ClassNode;
    }
    if (depth >= maxDepth || steps++ > maxSteps) return undefined;
    depth++;
    try {
      const declared = declaredType(ref);
      return declared && classNamed(declared);
    } finally {
      depth--;
    }
  }

  function declaredType({ node, frame }: Ref): DeclaredType | undefined {
    if (node.kind === "name") {
      const type = findBinding(node, node.name)?.find((binding) => binding.type)?.type;
      return type && { type, scope: node };
    }
    if (node.kind === "call") {
      const target = trace({ node: node.callee, frame }).find((each) => each.node.kind === "function")?.node;
      return target?.kind === "function" && target.returns ? { type: target.returns, scope: target } : undefined;
    }
    if (node.kind !== "member") return undefined;
    for (const object of trace({ node: node.object, frame })) {
      const owner = object.node === node ? undefined : classOf(object);
      const found = owner && fieldType(owner, node.property);
      if (found) return found;
    }
    return undefined;
  }

  function fieldType(owner: ClassNode, wanted: string, seen: readonly ClassNode[] = []): DeclaredType | undefined {
    const type = owner.fields.find((field) => field.name === wanted)?.type ?? owner.methods.get(wanted)?.returns;
    if (type) return { type, scope: owner };
    for (const base of seen.includes(owner) ? [] : owner.bases.flatMap((each) => trace({ node: each }))) {
      const found = base.node.kind === "class" ? fieldType(base.node, wanted, [...seen, owner]) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  function typeTarget({ type, scope }: DeclaredType): Ref[] {
    const [first, ...rest] = type.name.split(".");
    const start = (findBinding(scope, first!) ?? []).flatMap((binding) => bound(binding, undefined));
    return rest.reduce<Ref[]>((at, part) => at.flatMap((each) => property(each, part)), start);
  }

  /** An interface stands for its only implementation. */
  function classNamed(declared: DeclaredType): ClassNode | undefined {
    const found = typeTarget(declared).find((target) => target.node.kind === "class");
    if (found) return found.node as ClassNode;
    const implementing = program.implementers(declared.type.name.split(".").at(-1)!);
    return implementing.length === 1 ? implementing[0] : undefined;
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

  return { program, trace, property, classOf, declaredType, typeTarget, enter, argument };
}

const laterCache = new WeakMap<ObjectNode, Map<string, Node[]>>();

/** `event["type"] = value` and `event.type = value` after `event = {…}`. */
function laterEntries(object: ObjectNode): Map<string, Node[]> {
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
    const key = node.target.kind === "member" ? node.target.property : node.target.index.kind === "string" ? node.target.index.value : undefined;
    if (key === undefined || owner.kind !== "name") return;
    const bindings = findBinding(owner, owner.name) ?? [];
    if (bindings.some((binding) => binding.init === object || binding.assigned.some((each) => each.value === object)))
      found.set(key, [...(found.get(key) ?? []), node.value]);
  });
  return found;
}

const importedMembers = new WeakMap<ImportNode, Map<string, ImportNode>>();

/** `import` of one member, for `const { member } = require("package")`. */
function memberOf(node: ImportNode, member: string): ImportNode {
  const known = importedMembers.get(node) ?? new Map<string, ImportNode>();
  importedMembers.set(node, known);
  const made: ImportNode = known.get(member) ?? { ...node, member, parent: node, children: [] };
  known.set(member, made);
  return made;
}

function orSelf(ref: Ref, found: Ref[]): Ref[] {
  return found.length > 0 ? found : [ref];
}

function unique(refs: Ref[]): Ref[] {
  return refs.length < 2
    ? refs
    : refs.filter((ref, index) => refs.findIndex((other) => other.node === ref.node && other.frame === ref.frame) === index);
}

function recursive(frame: Frame | undefined, fn: FunctionNode): boolean {
  for (let at = frame; at; at = at.caller) if (at.fn === fn) return true;
  return false;
}

function selfOf(frame: Frame | undefined, owner: ClassNode | undefined): Ref | undefined {
  for (let at = frame; at; at = at.caller) if (at.self && at.fn.owner && at.fn.owner === owner) return at.self;
  return undefined;
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
function superCallOf(ctor: FunctionNode, frame: Frame | undefined): Ref | undefined {
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
