import { posix } from "node:path";
import { at as under, entries, type ConfigNode } from "../../../workspace/config.ts";
import type { Workspace } from "../../../workspace/files.ts";
import type { Module } from "../syntax/node.ts";

interface ImportContext {
  workspace: Workspace;
  config: (path: string) => ConfigNode | undefined;
  sources: readonly string[];
  load(path: string): Module | undefined;
  packageOf(path: string): string;
}

/** Larger monorepos share one base file. */
const maxConfigs = 60;
const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/**
 * Which file of the repository an import names. Relative paths; TypeScript path aliases and `baseUrl` (matched by the longest
 * suffix that one file of the package has); packages of the workspace by name; Python modules from every folder above.
 */
export function openImports(context: ImportContext): (from: Module, name: string) => Module | undefined {
  const known = new Set(context.sources);
  const bySuffix = new Map<string, string[]>();
  for (const path of context.sources) {
    const key = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
    bySuffix.set(key, [...(bySuffix.get(key) ?? []), path]);
  }
  const names = workspacePackages(context.workspace);
  const aliases = pathAliases(context);
  const cache = new Map<string, string | undefined>();

  const file = (base: string): string | undefined => {
    const normal = posix.normalize(base);
    const bare = normal.replace(/\.[cm]?jsx?$/, "");
    const candidates = [normal, ...[normal, bare].flatMap((each) => extensions.flatMap((ext) => [`${each}${ext}`, `${each}/index${ext}`]))];
    return candidates.find((candidate) => known.has(candidate));
  };

  function aliased(from: string, name: string): string | undefined {
    const parts = name.replace(/^[@~#]\/?/, "").split("/");
    const home = context.packageOf(from);
    const last = parts.at(-1)!.replace(/\.[cm]?jsx?$/, "");
    for (const drop of [0, 1]) {
      const rest = parts.slice(drop);
      if (rest.length < 1 || (drop === 0 && rest.length < 2)) continue;
      const suffixes = [rest.join("/").replace(/\.[cm]?jsx?$/, ""), `${rest.join("/")}/index`];
      const named = [...(bySuffix.get(last) ?? []), ...(bySuffix.get("index") ?? [])];
      const hits = named.filter((path) => suffixes.some((suffix) => `/${path.replace(/\.[^.]+$/, "")}`.endsWith(`/${suffix}`)));
      const near = hits.filter((path) => home === "." || path.startsWith(`${home}/`));
      const only = near.length > 0 ? near : hits;
      if (only.length === 1) return only[0];
    }
    return undefined;
  }

  /** `compilerOptions.paths`: https://www.typescriptlang.org/tsconfig/#paths */
  function mapped(from: string, name: string): string | undefined {
    for (const { folder, pattern, targets } of aliases) {
      if (folder !== "." && !from.startsWith(`${folder}/`)) continue;
      const star = pattern.indexOf("*");
      const [before, after] = star < 0 ? [pattern, ""] : [pattern.slice(0, star), pattern.slice(star + 1)];
      const fits =
        star < 0 ? name === pattern : name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
      if (!fits) continue;
      const middle = star < 0 ? "" : name.slice(before.length, name.length - after.length);
      for (const target of targets) {
        const found = file(
          posix.join(
            folder,
            target.replace("*", () => middle),
          ),
        );
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  function javascript(from: string, name: string): string | undefined {
    if (name.startsWith(".")) return file(posix.join(posix.dirname(from), name));
    return mapped(from, name) ?? ofWorkspace(name) ?? (name.includes("/") ? aliased(from, name) : undefined);
  }

  function ofWorkspace(name: string): string | undefined {
    const owner = [...names.keys()].find((each) => name === each || name.startsWith(`${each}/`));
    if (owner === undefined) return undefined;
    const folder = names.get(owner)!;
    const rest = name.slice(owner.length + 1);
    const inside = (path: string) => file(folder === "." ? path : `${folder}/${path}`);
    return rest === "" ? (inside("src/index") ?? inside("index") ?? inside("lib/index")) : (inside(`src/${rest}`) ?? inside(rest));
  }

  function python(from: string, name: string): string | undefined {
    const dots = /^\.+/.exec(name)?.[0].length ?? 0;
    const tail = name.slice(dots).split(".").filter(Boolean).join("/");
    let folder = posix.dirname(from);
    const at = (base: string) =>
      [`${posix.join(base, tail)}.py`, posix.join(base, tail, "__init__.py")].find((candidate) => known.has(candidate));
    if (dots > 0) {
      for (let up = 1; up < dots; up++) folder = posix.dirname(folder);
      return at(folder);
    }
    for (; ; folder = posix.dirname(folder)) {
      const found = at(folder) ?? at(posix.join(folder, "src"));
      if (found !== undefined) return found;
      if (folder === ".") break;
    }
    const last = tail.slice(tail.lastIndexOf("/") + 1);
    const hits = [...(bySuffix.get(last) ?? []), ...(bySuffix.get("__init__") ?? [])].filter(
      (path) => path.endsWith(`/${tail}.py`) || path.endsWith(`/${tail}/__init__.py`),
    );
    return hits.length === 1 ? hits[0] : undefined;
  }

  return (from, name) => {
    const key = `${posix.dirname(from.path)}\0${name}`;
    if (!cache.has(key)) cache.set(key, from.language === "python" ? python(from.path, name) : javascript(from.path, name));
    const path = cache.get(key);
    return path === undefined || path === from.path ? undefined : context.load(path);
  };
}

function workspacePackages(workspace: Workspace): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of workspace.paths) {
    if (!path.endsWith("/package.json") && path !== "package.json") continue;
    const name = /"name"\s*:\s*"([^"\n]{1,200})"/.exec(workspace.read(path) ?? "")?.[1];
    if (name !== undefined && path !== "package.json") found.set(name, posix.dirname(path));
  }
  return found;
}

interface PathAlias {
  folder: string;
  pattern: string;
  targets: string[];
}

/** The aliases of every tsconfig, those of the deepest folder first. */
function pathAliases({ workspace, config }: ImportContext): PathAlias[] {
  const configs = workspace.paths
    .filter((path) => /(^|\/)[tj]sconfig(\.[\w-]+)?\.json$/.test(path))
    .sort((a, b) => a.split("/").length - b.split("/").length)
    .slice(0, maxConfigs);
  const found = configs.flatMap((path) => {
    const options = under(config(path), "compilerOptions");
    const base = under(options, "baseUrl")?.value;
    const folder = posix.dirname(path);
    return entries(under(options, "paths")).map(([pattern, targets]): PathAlias => {
      const list = Array.isArray(targets.value) ? (targets.value as readonly ConfigNode[]) : [];
      const texts = list.flatMap(({ value }) =>
        typeof value === "string" ? [posix.join(typeof base === "string" ? base : ".", value)] : [],
      );
      return { folder, pattern, targets: texts };
    });
  });
  return found.sort((a, b) => b.folder.length - a.folder.length || b.pattern.length - a.pattern.length);
}
