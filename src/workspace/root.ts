import { realpathSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { ToolError } from "../tool.ts";

/** The repository's folder, absolute, symlinks resolved. `confineTo`: it must lie inside that folder. */
export function resolveRoot(root: string | undefined, cwd: string, confineTo?: string): string {
  const wanted = resolve(cwd, root ?? ".");
  const real = realFolder(wanted);
  const fence = confineTo === undefined ? undefined : realFolder(confineTo);
  if (fence !== undefined && real !== fence && !real.startsWith(fence.endsWith(sep) ? fence : fence + sep)) {
    throw new ToolError(
      "OUTSIDE_ROOT",
      `${wanted} is outside the project ${fence}.`,
      "Over MCP, root stays inside the project that the server was started in.",
    );
  }
  return real;
}

function realFolder(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Falls through: the same sentence for a missing folder and an unreadable one.
  }
  throw new ToolError("NOT_FOUND", `There is no folder ${path}.`, "root must be an existing folder.", "Name a folder that exists.");
}
