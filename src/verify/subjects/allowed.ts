import { existsSync, readdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, sep } from "node:path";

/**
 * Flags of Node's permission model: reads of the project, its packages and our own code, writes in `temp`, no child process.
 * It covers neither the network nor node:sqlite: the effects do. https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function permissionFlags(root: string, ownFolders: readonly string[], temp: string, addons: boolean): string[] {
  const reads = [root, temp, ...ownFolders, ...packagesOf(root)];
  return [
    "--permission",
    "--allow-worker",
    ...(addons ? ["--allow-addons"] : []),
    ...[...new Set(reads)].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${temp}`,
  ];
}

/** Folders of packages of the project and of the folders above it, and what their links point to outside of the root. */
function packagesOf(root: string): string[] {
  const own = join(root, "node_modules");
  const above = ancestors(root)
    .map((folder) => join(folder, "node_modules"))
    .filter((folder) => existsSync(folder));
  return [...above, ...[own, ...above].flatMap((folder) => linksOf(folder, root))];
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...ancestors(parent)];
}

function linksOf(folder: string, root: string): string[] {
  const real = realOf(folder);
  if (real === undefined) return [];
  const entries = readdirSync(real, { withFileTypes: true });
  const scopes = entries.filter((entry) => entry.name.startsWith("@") && entry.isDirectory());
  const links = [
    ...entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(real, entry.name)),
    ...scopes.flatMap((scope) => readdirSync(join(real, scope.name)).map((name) => join(real, scope.name, name))),
  ].filter(isPackage);
  return [real, ...links.map(realOf)].filter((path): path is string => path !== undefined && !isWithin(path, root));
}

/** A link to anything else would lay open what it points to. */
function isPackage(link: string): boolean {
  const real = realOf(link);
  return real !== undefined && existsSync(join(real, "package.json")) && !isWithin(homedir(), real);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
