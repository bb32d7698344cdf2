import type { ConfigNode } from "../../../workspace/config.ts";
import type { Workspace } from "../../../workspace/files.ts";
import { languageOf, type Parse } from "../../../workspace/source.ts";
import { lowerJavascript } from "../syntax/javascript.ts";
import { namesCalled } from "../syntax/calls.ts";
import type { ClassNode, Module } from "../syntax/node.ts";
import { walk } from "../syntax/node.ts";
import { lowerPython } from "../syntax/python.ts";
import { isTestPath } from "../../test-code.ts";
import { openImports } from "./imports.ts";

/** The source files of a repository, lowered when somebody asks for them. */
export interface Program {
  readonly workspace: Workspace;
  readonly config: (path: string) => ConfigNode | undefined;
  /** Source files that are no tests, with a language that is read. */
  readonly sources: readonly string[];
  load(path: string): Module | undefined;
  /** The modules loaded so far. */
  loaded(): Iterable<Module>;
  /** Those of them that call something of this name. */
  calling(name: string): readonly Module[];
  /** The module of the repository that an import names, or undefined: a package from outside. */
  imported(from: Module, name: string): Module | undefined;
  /** Folder of the nearest manifest above, "." for the root. */
  packageOf(path: string): string;
  /** Loaded classes that say they implement an interface of this name. */
  implementers(name: string): ClassNode[];
}

/** Larger sources are bundles or generated code. */
const maxSourceCharacters = 512 * 1024;
const manifests = /(^|\/)(package\.json|pyproject\.toml|requirements[^/]*\.txt|setup\.(py|cfg)|Pipfile|go\.mod|pom\.xml)$/;

export function openProgram(workspace: Workspace, parse: Parse, config: (path: string) => ConfigNode | undefined): Program {
  const everything = new Set(workspace.paths);
  const isCompiled = (path: string) => path.endsWith(".js") && everything.has(path.replace(/\.js$/, ".ts"));
  const sources = workspace.paths.filter((path) => languageOf(path) !== undefined && !isTestPath(path) && !isCompiled(path));
  const modules = new Map<string, Module | undefined>();
  const packages = new Set(workspace.paths.filter((path) => manifests.test(path)).map(folderOf));
  const byInterface = new Map<string, ClassNode[]>();
  let unindexed: Module[] = [];
  const callers = new Map<string, Module[]>();
  let uncounted: Module[] = [];

  function read(path: string): Module | undefined {
    const text = workspace.read(path);
    if (text === undefined) return undefined;
    if (text.length > maxSourceCharacters) {
      workspace.warnings.push(`${path}: not read as code, over ${maxSourceCharacters / 1024} KB.`);
      return undefined;
    }
    const lower = languageOf(path) === "python" ? lowerPython : lowerJavascript;
    try {
      return parse(path, text, (root) => lower(path, text, root));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      workspace.warnings.push(`${path}: not read as code, nested too deeply.`);
      return undefined;
    }
  }

  const program: Program = {
    workspace,
    config,
    sources,
    load(path) {
      if (modules.has(path)) return modules.get(path);
      const module = read(path);
      modules.set(path, module);
      if (module) {
        unindexed.push(module);
        uncounted.push(module);
      }
      return module;
    },
    *loaded() {
      for (const module of modules.values()) if (module) yield module;
    },
    calling(name) {
      for (const module of uncounted)
        for (const called of namesCalled(module)) {
          const list = callers.get(called);
          if (list) list.push(module);
          else callers.set(called, [module]);
        }
      uncounted = [];
      return callers.get(name) ?? [];
    },
    imported: openImports({
      config,
      workspace,
      sources,
      load: (path) => program.load(path),
      packageOf: (path) => program.packageOf(path),
    }),
    packageOf(path) {
      for (let at = folderOf(path); ; at = folderOf(at)) if (at === "." || packages.has(at)) return at;
    },
    implementers(name) {
      for (const module of unindexed) indexInterfaces(module, byInterface);
      unindexed = [];
      return byInterface.get(name) ?? [];
    },
  };
  return program;
}

function indexInterfaces(module: Module, found: Map<string, ClassNode[]>): void {
  walk(module.root, (node) => {
    if (node.kind === "class") for (const name of node.interfaces) found.set(name, [...(found.get(name) ?? []), node]);
  });
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}
