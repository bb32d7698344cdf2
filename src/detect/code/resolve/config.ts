import { at } from "../../../workspace/config.ts";
import { findBinding, moduleOf, type Node } from "../syntax/node.ts";
import type { Program } from "./program.ts";
import { folderOf } from "./program.ts";
import type { Evaluation } from "./text.ts";
import type { Ref, Tracer } from "./tracer.ts";

const configFile = /\.(ya?ml|toml|ini|cfg|conf|properties|json|jsonc)$/;
const noConfig =
  /(^|\/)(package(-lock)?|tsconfig[^/]*|composer|angular|nest-cli|renovate|lerna|nx|turbo|jest\.config|\.eslintrc)\.json$|(^|\/)(docker-)?compose[^/]*\.ya?ml$|(^|\/)\.github\/|lock\.(json|yaml)$|(^|\/)openapi/;
const getters = new Set(["get", "getString", "getOrThrow", "require", "getProperty"]);
const maxFiles = 200;

export interface ConfigLookup {
  /** The value that a constant key path has in the configuration files of the same package, when every file that has it agrees. */
  configured(ref: Ref): Evaluation | undefined;
  /** A value from the nearest committed .env file. */
  variable(name: string, near: Node): string | undefined;
}

export function openConfigLookup(program: Program, tracer: Tracer, declared: ReadonlySet<string>): ConfigLookup {
  const byPackage = new Map<string, string[]>();

  function filesOf(home: string): string[] {
    let files = byPackage.get(home);
    if (!files) {
      const inside = (path: string) => home === "." || path.startsWith(`${home}/`);
      files = program.workspace.paths.filter((path) => configFile.test(path) && !noConfig.test(path) && inside(path)).slice(0, maxFiles);
      byPackage.set(home, files);
    }
    return files;
  }

  function value(path: readonly string[], near: string): string | undefined {
    const last = path.at(-1)!;
    const found = new Set<string>();
    for (const file of filesOf(program.packageOf(near))) {
      if (!program.workspace.read(file)?.includes(last)) continue;
      const tree = program.config(file);
      const dotted = file.endsWith(".properties") ? (at(tree, path.join(".")) ?? at(tree, ...path)) : at(tree, ...path);
      if (typeof dotted?.value === "string" && dotted.value !== "") found.add(dotted.value);
    }
    return found.size === 1 ? [...found][0] : undefined;
  }

  function configured(ref: Ref): Evaluation | undefined {
    const asked = keysOf(ref, tracer);
    if (!asked) return undefined;
    const file = moduleOf(ref.node).path;
    const known = asked.keys.length >= 2 ? value(asked.keys, file) : undefined;
    const text = (name: string): Evaluation => ({ texts: [{ text: name, at: ref.node }], open: [] });
    if (known !== undefined) return text(known);
    const last = asked.keys.at(-1)!;
    if (asked.fallback && isConfiguration(ref.node)) {
      const given = tracer.trace({ node: asked.fallback, frame: ref.frame })[0]?.node;
      if (given?.kind === "string") return text(given.value);
    }
    return asked.called && asked.keys.length === 1 && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(last) ? text(`\${${last}}`) : undefined;
  }

  function variable(name: string, near: Node): string | undefined {
    if (!declared.has(name)) return undefined;
    for (let folder = folderOf(moduleOf(near).path); ; folder = folderOf(folder)) {
      const path = folder === "." ? ".env" : `${folder}/.env`;
      const found = program.workspace.paths.includes(path) ? at(program.config(path), name)?.value : undefined;
      if (typeof found === "string" && found !== "") return found;
      if (folder === ".") return undefined;
    }
  }

  return { configured, variable };
}

/** A default for a key of configuration is a value; a default for a key of data says only what a message may lack. */
export function isConfiguration(node: Node): boolean {
  if (node.kind !== "call" || node.callee.kind !== "member") return false;
  const words: string[] = [];
  for (let at: Node = node.callee.object; ;) {
    if (at.kind === "member") {
      words.push(at.property);
      at = at.object;
    } else if (at.kind === "call") at = at.callee;
    else if (at.kind === "index") at = at.object;
    else {
      words.push(at.kind === "name" ? at.name : at.kind === "import" ? "config" : at.kind === "this" ? "" : "data");
      break;
    }
  }
  return words.some((word) => /conf|cfg|setting|env|option|opts|param|prop|args|context|parser|section|registry|vault|secret/i.test(word));
}

interface Asked {
  keys: string[];
  fallback?: Node;
  /** Read by a getter, not by indexing. */
  called: boolean;
}

/** The constant keys of x["a"]["b"], x.a.b, x.get("a.b", default), x.get("a", "b"). */
function keysOf({ node, frame }: Ref, tracer: Tracer): Asked | undefined {
  const constant = (at: Node | undefined) => {
    const found = at && tracer.trace({ node: at, frame })[0]?.node;
    return found?.kind === "string" ? found.value : undefined;
  };
  if (node.kind === "call" && node.callee.kind === "member" && getters.has(node.callee.property)) {
    const texts = node.args.map((each) => constant(each.value));
    const first = texts[0];
    if (first === undefined) return undefined;
    const python = moduleOf(node).language === "python";
    const inner = keysOf({ node: node.callee.object, frame }, tracer)?.keys ?? [];
    if (python && inner.length === 0 && texts[1] !== undefined) return { keys: [first, texts[1]], called: true };
    const second = node.args[1]?.value;
    return { keys: [...inner, ...first.split(/[.:]/)], ...(second && { fallback: second }), called: true };
  }
  if (node.kind === "index") {
    const key = constant(node.index);
    return key === undefined ? undefined : deeper(node.object, key, frame, tracer);
  }
  if (node.kind === "member") return deeper(node.object, node.property, frame, tracer);
  return undefined;
}

function deeper(object: Node, key: string, frame: Ref["frame"], tracer: Tracer): Asked | undefined {
  if (object.kind === "index" || object.kind === "member" || object.kind === "call") {
    const above = keysOf({ node: object, frame }, tracer);
    if (above) return { keys: [...above.keys, key], called: false };
  }
  if (object.kind === "name") {
    const inits =
      findBinding(object, object.name)?.flatMap((binding) => (binding.init && binding.path.length === 0 ? [binding.init] : [])) ?? [];
    const first = inits[0];
    const above =
      first && (first.kind === "index" || first.kind === "member" || first.kind === "call")
        ? keysOf({ node: first, frame }, tracer)
        : undefined;
    return { keys: [...(above?.keys ?? []), key], called: false };
  }
  return object.kind === "this" || object.kind === "call" || object.kind === "import" ? { keys: [key], called: false } : undefined;
}
