import { findBinding, moduleOf, type Binding, type ClassNode, type Node, type Step, type TypeName, type TypeNode } from "../syntax/node.ts";
import type { DeclaredType, Ref, TracerCore } from "./tracer.ts";

const lists = new Set(
  "Array ReadonlyArray Set ReadonlySet Iterable AsyncIterable AsyncGenerator Generator AsyncIterator Iterator list List Sequence set tuple Tuple deque".split(
    " ",
  ),
);
const maps = new Set(["Map", "ReadonlyMap", "WeakMap", "Record", "dict", "Dict", "Mapping", "defaultdict"]);
const taking = new Set(["get", "at", "pop", "shift", "find", "setdefault", "findLast"]);
const elementwise = new Set(["map", "forEach", "flatMap", "filter", "some", "every", "find"]);
/** Key and value of a map, as its iteration yields them. */
const pair = "[pair]";

/** What annotations say about an expression: its own, that of what it is taken out of, or that of the function it comes from. */
export function openDeclaredTypes(core: TracerCore): Pick<TracerCore, "declaredType" | "typeTarget" | "memberType"> {
  const declaredType = (ref: Ref) => core.deeper<DeclaredType | undefined>(undefined, () => typeFor(ref));

  function typeFor({ node, frame }: Ref): DeclaredType | undefined {
    switch (node.kind) {
      case "name":
        for (const { type, init, path, to, owner, index } of findBinding(node, node.name) ?? []) {
          if (type) return { type, scope: node };
          const around = to === "parameter" ? owner?.parent : undefined;
          const list =
            around?.kind === "call" && around.callee.kind === "member" && elementwise.has(around.callee.property) && index === 0
              ? around.callee.object
              : undefined;
          const parameter = to === "parameter" && !list ? owner?.parameters[index!]?.type : undefined;
          const from = parameter ? { type: parameter, scope: owner! } : (list ?? init) && declaredType({ node: (list ?? init)!, frame });
          const found = from && along(list ? element(from) : from, path);
          if (found) return found;
        }
        return undefined;
      case "call": {
        const target = core.trace({ node: node.callee, frame }).find((each) => each.node.kind === "function")?.node;
        if (target?.kind === "function" && target.returns) return { type: target.returns, scope: target };
        if (node.callee.kind !== "member" || !taking.has(node.callee.property)) return undefined;
        const holder = declaredType({ node: node.callee.object, frame });
        return holder && element(holder);
      }
      case "index": {
        const holder = declaredType({ node: node.object, frame });
        return holder && element(holder);
      }
      case "either": {
        for (const option of node.options) {
          const found = declaredType({ node: option, frame });
          if (found) return found;
        }
        return undefined;
      }
      case "member": {
        for (const object of core.trace({ node: node.object, frame })) {
          const owner = object.node === node ? undefined : core.classOf(object);
          const found = owner && fieldType(owner, node.property);
          if (found) return found;
        }
        const holder = declaredType({ node: node.object, frame });
        return holder && memberType(holder, node.property);
      }
      default:
        return undefined;
    }
  }

  function along(from: DeclaredType | undefined, path: readonly Step[]): DeclaredType | undefined {
    return path.reduce<DeclaredType | undefined>((at, step) => {
      if (!at || step === "...") return at;
      if (step !== "*" && typeof step === "string") return memberType(at, step);
      if (step === "*" && maps.has(at.type.name)) return { ...at, type: { name: pair, args: at.type.args } };
      if (at.type.name === pair) return typeof step === "number" ? part(at, at.type.args[step]) : undefined;
      return element(at);
    }, from);
  }

  function fieldType(owner: ClassNode, wanted: string, seen: readonly ClassNode[] = []): DeclaredType | undefined {
    const type = owner.fields.find((field) => field.name === wanted)?.type ?? owner.methods.get(wanted)?.returns;
    if (type) return { type, scope: owner };
    for (const base of seen.includes(owner) ? [] : owner.bases.flatMap((each) => core.trace({ node: each }))) {
      const found = base.node.kind === "class" ? fieldType(base.node, wanted, [...seen, owner]) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  function memberType(declared: DeclaredType, name: string): DeclaredType | undefined {
    return core.deeper<DeclaredType | undefined>(undefined, () => {
      for (const { node } of typeTarget(declared)) {
        if (node.kind === "class") return fieldType(node, name);
        if (node.kind !== "type") continue;
        const type = node.members.find((member) => member.name === name)?.type;
        const index = type ? node.parameters.indexOf(type.name) : -1;
        if (index >= 0) return part(declared, declared.type.args[index]);
        if (type) return { type, scope: node };
        for (const base of node.bases) {
          const found = memberType({ type: { ...base, args: base.args.map((arg) => filled(arg, node, declared)) }, scope: node }, name);
          if (found) return found;
        }
      }
      return undefined;
    });
  }

  function typeTarget({ type, scope }: DeclaredType): Ref[] {
    const [first, ...rest] = type.name.split(".");
    const bindings = typeBindings(scope, first!);
    const start = (bindings ?? []).flatMap((binding) => core.bound(binding, undefined));
    const values = rest.reduce<Ref[]>((at, key) => at.flatMap((each) => core.property(each, key)), start);
    if (rest.length > 0 || values.some(({ node }) => node.kind === "class")) return values;
    const types = [...(findBinding(scope, `type:${first}`) ?? []), ...(bindings ?? [])].flatMap(({ init }) =>
      init?.kind === "import" || init?.kind === "type" ? core.typeBehind(init) : [],
    );
    return types.length > 0 ? types : values;
  }

  return { declaredType, typeTarget, memberType };
}

/** A parameter named like a type is no type: `constructor(private Producer: Producer)`. */
function typeBindings(scope: Node, name: string): Binding[] | undefined {
  for (let at: Node | undefined = scope; at; at = at.parent) {
    const found = moduleOf(scope).scopes.get(at)?.get(name);
    if (found && !found.every((binding) => binding.to === "parameter")) return found;
  }
  return undefined;
}

/** A type parameter of a declaration, as the use of the declaration fills it in. */
function filled(type: TypeName, { parameters }: TypeNode, { type: use }: DeclaredType): TypeName {
  const index = parameters.indexOf(type.name);
  return index < 0 ? type : (use.args[index] ?? type);
}

/** What one takes out of a list or a map. */
function element({ type, scope }: DeclaredType): DeclaredType | undefined {
  const found = lists.has(type.name) ? type.args[0] : maps.has(type.name) ? type.args.at(-1) : undefined;
  return part({ type, scope }, found);
}

function part({ scope }: DeclaredType, type: TypeName | undefined): DeclaredType | undefined {
  return type && { type, scope };
}
