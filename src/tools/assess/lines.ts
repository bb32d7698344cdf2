import type { LineText } from "../../report/fingerprint.ts";
import type { Workspace } from "../../workspace/files.ts";

/** Lines of files of the workspace, each file split once. */
export function lineReader(workspace: Workspace): LineText {
  const known = new Set(workspace.paths);
  const cache = new Map<string, string[]>();
  return (file, line) => {
    if (!known.has(file)) return undefined;
    const lines = cache.get(file) ?? (workspace.read(file) ?? "").split("\n");
    cache.set(file, lines);
    return lines[line - 1];
  };
}
