import { join, normalize } from "node:path/posix";

const extensions = [".py", ".ts", ".mts", ".js", ".mjs", ".cjs", ".tsx"];

/** The source file and exported name behind a handler such as `src/app.handler` in `folder`, where it lies in the repository. */
export function locateHandler(
  paths: ReadonlySet<string>,
  folder: string,
  handler: string | undefined,
): { file: string; name: string } | undefined {
  const split = handler?.lastIndexOf(".") ?? -1;
  if (handler === undefined || split <= 0) return undefined;
  const [stem, name] = [handler.slice(0, split), handler.slice(split + 1)];
  const stems = [
    stem,
    stem.replace(/^(dist|build|lib|out|\.build)\//, ""),
    stem.replace(/^(dist|build|lib|out)\//, "src/"),
    `src/${stem}`,
    stem.replaceAll(".", "/"),
  ];
  for (const candidate of new Set(stems)) {
    const base = normalize(join(folder, candidate));
    if (base.startsWith("..")) continue;
    const file = extensions.map((extension) => base + extension).find((path) => paths.has(path));
    if (file !== undefined) return { file, name };
  }
  return undefined;
}
