import { randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { ToolError } from "../tool.ts";
import { onDisk } from "./disk.ts";
import { listTracked } from "./git.ts";

/** Larger files are skipped with a warning: no source, schema or manifest is that large. */
export const maxFileBytes = 2 * 1024 * 1024;
/** Tools and bundles that a repository carries along; nobody edits them. */
const carriedAlong = /(^|\/)\.yarn\/(releases|plugins|sdks|cache)\/|(^|\/)\.pnp\.[cm]?js$|[.-]min\.[cm]?js$|\.bundle\.js$/;
const skippedFolders = new Set([
  ".git",
  "node_modules",
  "vendor",
  "dist",
  "build",
  "target",
  ".venv",
  "venv",
  "__pycache__",
  ".terraform",
  ".next",
  "bower_components",
]);

/** The user's repository as text files below one root. Reads never leave the root, follow no symlink out of it, and run nothing. */
export interface Workspace {
  readonly root: string;
  /** Relative POSIX paths, sorted; what git tracks or does not ignore, or a plain walk without git. */
  readonly paths: readonly string[];
  /** Files that were passed over, and why. Grows while files are read. */
  readonly warnings: string[];
  /** Text without byte-order mark and with LF line ends, or undefined when skipped. */
  read: (path: string) => string | undefined;
}

export async function openWorkspace(root: string): Promise<Workspace> {
  const warnings: string[] = [];
  const cache = new Map<string, string | undefined>();
  const tracked = await listTracked(root);
  const paths = (tracked ?? walk(root, "", warnings))
    .filter((path) => !carriedAlong.test(path) && !path.split("/").some((part) => skippedFolders.has(part)))
    .sort();
  return {
    root,
    paths,
    warnings,
    read(path) {
      if (!cache.has(path)) cache.set(path, readText(root, path, warnings));
      return cache.get(path);
    },
  };
}

function walk(root: string, folder: string, warnings: string[]): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) {
      try {
        for (const inside of walk(root, path, warnings)) found.push(inside);
      } catch {
        warnings.push(`${path}: the folder cannot be read.`);
      }
    } else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
  }
  return found;
}

function readText(root: string, path: string, warnings: string[]): string | undefined {
  const skip = (why: string): undefined => {
    warnings.push(`${path}: ${why}`);
    return undefined;
  };
  try {
    const real = realpathSync(join(root, path));
    if (real !== root && !real.startsWith(root + sep)) return skip("skipped, a symlink out of the root.");
    const stat = statSync(real);
    if (!stat.isFile()) return undefined;
    if (stat.size > maxFileBytes) return skip(`skipped, ${Math.round(stat.size / 1024 / 1024)} MB is over the limit of 2 MB.`);
    const bytes = readFileSync(real);
    if (bytes.subarray(0, 8192).includes(0)) return skip("skipped, a binary file.");
    return bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .replaceAll("\r\n", "\n");
  } catch (error) {
    return skip(`skipped, cannot be read (${(error as NodeJS.ErrnoException).code ?? "error"}).`);
  }
}

/** Absolute path of a file inside the root, whether it exists or not; symlinks on the way are resolved. Never inside git's own folder. */
export function confine(root: string, path: string): string {
  const absolute = resolve(root, path);
  const outside = () => new ToolError("OUTSIDE_ROOT", `${path} is outside the root.`, `Files are read and written below ${root} only.`);
  // Configuration and hooks there name programs, and remote addresses may hold credentials.
  const gits = (inside: string) => relative(root, inside).split(sep).some(isGits);
  if (path.includes("\0")) throw new ToolError("INVALID_INPUT", "A path holds a NUL character.", "No file has such a name.");
  if (isAbsolute(path) && absolute !== root && !absolute.startsWith(root + sep)) throw outside();
  let existing = absolute;
  while (!exists(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const target = realOrUndefined(existing);
  if (target === undefined) throw outside();
  const real = join(target, relative(existing, absolute));
  if (real !== root && !real.startsWith(root + sep)) throw outside();
  if (gits(absolute) || gits(real))
    throw new ToolError("OUTSIDE_ROOT", `${path} lies in git's own folder.`, "Nothing is read or written there.");
  return real;
}

/** `.git` as any file system may spell it: letter case, ignored characters and short names included (CVE-2014-9390). */
function isGits(part: string): boolean {
  const name = part.replaceAll(/[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]|[. ]{1,64}$/gu, "").toLowerCase();
  return name === ".git" || name === "git~1";
}

/** Undefined for a symlink that leads nowhere or in a circle. */
function realOrUndefined(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Text of one named file, or a ToolError that says why not. */
export function readNamed(root: string, path: string): string {
  const real = confine(root, path);
  const warnings: string[] = [];
  if (!exists(real)) throw new ToolError("NOT_FOUND", `There is no file ${path}.`, "The path is relative to the root.");
  const text = readText(root, relative(root, real), warnings);
  if (text === undefined)
    throw new ToolError("PARSE_FAILED", warnings[0] ?? `${path} is no text file.`, "Only text files up to 2 MB are read.");
  return text;
}

/** Writes whole or not at all. Returns the path relative to the root. */
export function writeWhole(root: string, path: string, text: string): string {
  const real = confine(root, path);
  onDisk(path, () => {
    mkdirSync(dirname(real), { recursive: true });
    replaceFile(real, text);
  });
  return relative(root, real).split(sep).join("/");
}

/** The new content has the file's name, or the old one still has: also when the process is killed in between, or two write at once. */
export function replaceFile(real: string, content: string | Buffer): void {
  const temporary = `${real}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, real);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
