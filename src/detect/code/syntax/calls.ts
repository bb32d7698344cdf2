import { table } from "../../../model/table.ts";
import { walk, type Argument, type CallNode, type Module, type Node } from "./node.ts";

interface Calls {
  byName: Map<string, CallNode[]>;
  /** The first call that is handed a function by this name. */
  taking: Map<string, CallNode>;
}

const indexes = new WeakMap<Module, Calls>();

function indexOf(module: Module): Calls {
  const known = indexes.get(module);
  if (known) return known;
  const made: Calls = { byName: new Map(), taking: new Map() };
  indexes.set(module, made);
  walk(module.root, (node) => {
    if (node.kind !== "call") return;
    for (const { value } of node.args) {
      const name =
        value.kind === "name" ? value.name : value.kind === "member" && value.object.kind === "this" ? value.property : undefined;
      if (name !== undefined && !made.taking.has(name)) made.taking.set(name, node);
    }
    const deferred = deferredCall(node);
    for (const call of deferred ? [node, deferred] : [node]) {
      const called = calledName(call.callee);
      if (called === undefined) continue;
      const list = made.byName.get(called);
      if (list) list.push(call);
      else made.byName.set(called, [call]);
    }
  });
  return made;
}

/** The calls of a module by the last name of what is called; calls that another function makes for it count too. */
export function callsIn(module: Module, name: string): readonly CallNode[] {
  return indexOf(module).byName.get(name) ?? [];
}

/** The names of what a module calls. */
export function namesCalled(module: Module): Iterable<string> {
  return indexOf(module).byName.keys();
}

/** The first call of a module that is handed a function by its name. */
export function takingIn(module: Module, name: string): CallNode | undefined {
  return indexOf(module).taking.get(name);
}

function calledName(callee: Node): string | undefined {
  return callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : undefined;
}

/** Where the function and its arguments stand among those of a call that makes the call: `submit(f, a)`, `setTimeout(f, 10, a)`. */
const handing = table<{ fn: number; args: number }>({
  submit: { fn: 0, args: 1 },
  partial: { fn: 0, args: 1 },
  to_thread: { fn: 0, args: 1 },
  run_in_executor: { fn: 1, args: 2 },
  call_soon: { fn: 0, args: 1 },
  call_later: { fn: 1, args: 2 },
  setTimeout: { fn: 0, args: 2 },
  setInterval: { fn: 0, args: 2 },
  setImmediate: { fn: 0, args: 1 },
  nextTick: { fn: 0, args: 1 },
});

/** `Thread(target=f, args=(a, b))`, `pool.submit(f, a)`, `f.bind(this, a)` as the call of f that they lead to. */
function deferredCall(node: CallNode): CallNode | undefined {
  const name = calledName(node.callee);
  if (name === undefined) return undefined;
  const keyword = (wanted: string) => node.args.find((each) => each.name === wanted)?.value;
  const target = keyword("target");
  if (target) {
    const [list, named] = [keyword("args"), keyword("kwargs")];
    const args: Argument[] = list?.kind === "array" ? list.items.map(({ value, spread }) => ({ value, ...(spread && { spread }) })) : [];
    for (const { key, value } of named?.kind === "object" ? named.entries : []) if (key !== undefined) args.push({ name: key, value });
    return args.length > 0 ? made(node, target, args) : undefined;
  }
  const [first] = node.args;
  if (name === "bind" && node.callee.kind === "member" && node.args.length > 1 && !first!.spread)
    return made(node, node.callee.object, node.args.slice(1));
  const places = Object.hasOwn(handing, name) ? handing[name]! : undefined;
  const fn = places && node.args[places.fn];
  return fn && fn.name === undefined && !fn.spread && calledName(fn.value) !== undefined && node.args.length > places.args
    ? made(node, fn.value, node.args.slice(places.args))
    : undefined;
}

function made({ line, column, start, end, parent }: CallNode, callee: Node, args: Argument[]): CallNode {
  const children = [callee, ...args.map(({ value }) => value)];
  return { kind: "call", callee, args, isNew: false, awaited: true, typeArguments: [], line, column, start, end, parent, children };
}
