import { dirname, join, normalize } from "node:path/posix";
import { readNamed } from "../../workspace/files.ts";
import { standsAt } from "../../workspace/stands.ts";

/** More would only make a consumer that nothing starts slow to answer. */
const most = 3;
const names = ["src/main", "src/index", "src/server", "src/app", "src/worker", "src/consumer", "main", "index", "server", "app", "worker"];
const extensions = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
const sourcePath = /(?:^|[\s="'])\.?\/?([\w@./-]+\.[cm]?[jt]sx?)(?=$|[\s"';&])/g;
const builtInto = /^(dist|build|out|lib)\//;

/** Files that start the package in which `file` lies, by its package.json and by custom; not `file` itself. */
export function entriesOf(root: string, file: string): string[] {
  const folder = packageOf(root, dirname(file));
  if (folder === undefined) return [];
  const told = startsOf(readNamed(root, join(folder, "package.json"))).flatMap((path) => [
    path,
    ...sourcesOf(path.replace(builtInto, "")),
    ...sourcesOf(path.replace(builtInto, "src/")),
  ]);
  const custom = names.flatMap((name) => extensions.map((extension) => name + extension));
  const paths = [...told, ...custom].map((path) => normalize(join(folder, path))).filter((path) => !path.startsWith(".."));
  return [...new Set(paths)].filter((path) => path !== file && standsAt(root, path) === "file").slice(0, most);
}

function packageOf(root: string, folder: string): string | undefined {
  if (standsAt(root, join(folder, "package.json")) === "file") return folder;
  return folder === "." ? undefined : packageOf(root, dirname(folder));
}

function startsOf(text: string): string[] {
  try {
    const { main, scripts } = JSON.parse(text) as { main?: unknown; scripts?: Record<string, unknown> };
    const commands = Object.entries(scripts ?? {}).flatMap(([name, command]) =>
      /^(start|dev|serve|worker|consumer)\b/.test(name) && typeof command === "string" ? command.slice(0, 1000) : [],
    );
    return [...commands, ...(typeof main === "string" ? [main] : [])].flatMap((words) =>
      [...words.matchAll(sourcePath)].map(([, path]) => path!),
    );
  } catch {
    return [];
  }
}

function sourcesOf(path: string): string[] {
  const stem = path.replace(/\.[cm]?[jt]sx?$/, "");
  return extensions.map((extension) => stem + extension);
}
