import { parseConfig, text } from "../../workspace/config.ts";
import { at, entries } from "../../workspace/config.ts";
import type { Workspace } from "../../workspace/files.ts";

/** What the project around a folder says of how its code is written. */
export interface Project {
  /** The nearest package.json, where there is one. */
  readonly manifest?: string;
  readonly packages: ReadonlySet<string>;
  readonly extension: ".ts" | ".js" | "";
}

export function projectAt(workspace: Workspace, folder: string): Project {
  const manifest = nearest(workspace, folder, "package.json");
  const packages = manifest === undefined ? [] : dependencies(workspace, manifest);
  return { ...(manifest !== undefined && { manifest }), packages: new Set(packages), extension: extensionOf(workspace, folder) };
}

function dependencies(workspace: Workspace, manifest: string): string[] {
  const root = documentOf(workspace, manifest);
  return ["dependencies", "devDependencies", "peerDependencies"].flatMap((key) => entries(at(root, key)).map(([name]) => name));
}

/**
 * Without a tsconfig.json Node runs the files as they are, and wants the ending.
 * https://www.typescriptlang.org/tsconfig/#allowImportingTsExtensions, #module
 */
function extensionOf(workspace: Workspace, folder: string): Project["extension"] {
  const path = nearest(workspace, folder, "tsconfig.json");
  if (path === undefined) return ".ts";
  const options = at(documentOf(workspace, path), "compilerOptions");
  const isOn = (key: string) => text(at(options, key)) === "true";
  if (isOn("allowImportingTsExtensions") || isOn("rewriteRelativeImportExtensions")) return ".ts";
  const system = `${text(at(options, "module")) ?? ""} ${text(at(options, "moduleResolution")) ?? ""}`.toLowerCase();
  return /node(16|18|20|next)/.test(system) ? ".js" : "";
}

function documentOf(workspace: Workspace, path: string) {
  const source = workspace.read(path);
  return source === undefined ? undefined : parseConfig(path, source)?.documents[0];
}

function nearest({ paths }: Workspace, folder: string, name: string): string | undefined {
  const known = new Set(paths);
  for (let parts = folder.split("/"); ; parts = parts.slice(0, -1)) {
    const path = [...parts, name].join("/");
    if (known.has(path)) return path;
    if (parts.length === 0) return undefined;
  }
}
