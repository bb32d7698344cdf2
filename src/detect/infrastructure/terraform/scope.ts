import { dirname, join, normalize } from "node:path/posix";
import { at, type ConfigNode, entries, items, text } from "../../../workspace/config.ts";

export interface Block {
  type: string;
  name: string;
  file: string;
  /** Line where the block begins. */
  line: number;
  body: ConfigNode;
}

/** All blocks of one folder: https://developer.hashicorp.com/terraform/language/modules */
export interface Module {
  folder: string;
  resources: ReadonlyMap<string, Block>;
  data: ReadonlyMap<string, Block>;
  calls: ReadonlyMap<string, Block>;
  outputs: ReadonlyMap<string, ConfigNode>;
  locals: ReadonlyMap<string, ConfigNode>;
  defaults: ReadonlyMap<string, ConfigNode>;
}

/** A module as one call of it sees it: the arguments are expressions of the caller's scope. */
export interface Scope {
  module: Module;
  arguments: ReadonlyMap<string, ConfigNode>;
  caller: Scope | undefined;
  /** The module behind a call with a source inside the repository. */
  callee: (call: Block) => Module | undefined;
}

const maxScopes = 2_000;

/** One scope for each call of a module; modules that nobody calls stand for themselves. */
export function readScopes(trees: ReadonlyMap<string, ConfigNode>): Scope[] {
  const modules = new Map<string, Module>();
  for (const folder of new Set([...trees.keys()].map((file) => dirname(file)))) modules.set(folder, readModule(folder, trees));
  const callee = (call: Block) => {
    const source = text(at(call.body, "source")) ?? "";
    return source.startsWith(".") ? modules.get(normalize(join(dirname(call.file), source)).replace(/\/$/, "") || ".") : undefined;
  };
  const called = new Set([...modules.values()].flatMap((module) => [...module.calls.values()].map(callee)));
  const scopes: Scope[] = [];
  const open = (module: Module, given: Scope["arguments"], caller: Scope | undefined, depth: number) => {
    if (depth > 6 || scopes.length >= maxScopes) return;
    const scope: Scope = { module, arguments: given, caller, callee };
    scopes.push(scope);
    for (const call of module.calls.values()) {
      const child = callee(call);
      if (child !== undefined && child !== module) open(child, new Map(entries(call.body)), scope, depth + 1);
    }
  };
  for (const module of modules.values()) if (!called.has(module)) open(module, new Map(), undefined, 0);
  return scopes;
}

function readModule(folder: string, trees: ReadonlyMap<string, ConfigNode>): Module {
  const resources = new Map<string, Block>();
  const data = new Map<string, Block>();
  const calls = new Map<string, Block>();
  const outputs = new Map<string, ConfigNode>();
  const locals = new Map<string, ConfigNode>();
  const defaults = new Map<string, ConfigNode>();
  for (const [file, tree] of trees) {
    if (dirname(file) !== folder) continue;
    for (const [kind, into] of [
      ["resource", resources],
      ["data", data],
    ] as const) {
      for (const [type, named] of entries(at(tree, kind))) {
        for (const [name, body] of entries(named))
          into.set(`${type}.${name}`, { type: kind === "data" ? `data.${type}` : type, name, file, line: body.keyLine ?? body.line, body });
      }
    }
    for (const [name, body] of entries(at(tree, "module")))
      calls.set(name, { type: "module", name, file, line: body.keyLine ?? body.line, body });
    for (const [name, body] of entries(at(tree, "output"))) if (at(body, "value")) outputs.set(name, at(body, "value")!);
    for (const block of items(at(tree, "locals"))) for (const [name, value] of entries(block)) locals.set(name, value);
    for (const [name, body] of entries(at(tree, "variable"))) if (at(body, "default")) defaults.set(name, at(body, "default")!);
  }
  return { folder, resources, data, calls, outputs, locals, defaults };
}
