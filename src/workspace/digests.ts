import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf } from "../model/digest.ts";
import type { Digests } from "../model/evidence-record.ts";
import { confine } from "./files.ts";
import { expandGlobs, isGlob } from "./globs.ts";

/** What a run depended on, relative to the root. */
export interface Depends {
  /** The entry file first, then every other file below the root that was loaded. */
  readonly files: readonly string[];
  /** SQL that made the tables: paths, or globs as they were written. */
  readonly setup?: readonly string[];
  readonly samples?: string;
  /** Where the samples were made from schemas: paths, or globs. */
  readonly schemas?: readonly string[];
  readonly others?: readonly string[];
}

/** Larger files are bound by nothing, so that what depends on them never counts as fresh. */
const maxBytes = 64 * 1024 * 1024;
/** https://git-scm.com/docs/gitattributes#_text: git looks for a NUL in the first bytes, too. */
const binaryBytes = 8000;

/** The state of everything that a run depends on, as it stands now. */
export function takeDigests(root: string, depends: Depends): Digests {
  const { files, setup = [], samples, schemas = [], others = [] } = depends;
  const wanted = [...files, ...manifestsFor(root, files[0]), ...setup, ...(samples === undefined ? [] : [samples]), ...schemas, ...others];
  const names = wanted.map((name) => name.replaceAll("\\", "/")).filter((name) => !name.split("/").includes("node_modules"));
  return Object.fromEntries([...new Set(names)].sort().map((name) => [name, digestAt(root, name)]));
}

const markers = [".package-lock.json", ".modules.yaml", ".yarn-state.yml"];

/** What package managers write when they install, for each folder from the entry file up to the root. */
export function installedDigests(root: string, entry: string | undefined): Digests {
  const names =
    entry === undefined ? [] : foldersAbove(entry).flatMap((folder) => markers.map((name) => join(folder, "node_modules", name)));
  const digests = names.map((name) => [name.replaceAll("\\", "/"), blobIdOf(root, name)] as const);
  return Object.fromEntries(digests.filter(([, digest]) => digest !== "unreadable"));
}

/** Names of a record that are no longer what they were. `seen`: digests that were taken for other records just now. */
export function changedDigests(root: string, digests: Digests, seen = new Map<string, string>()): string[] {
  return Object.entries(digests).flatMap(([name, before]) => {
    const now = seen.get(name) ?? digestAt(root, name);
    seen.set(name, now);
    return before === "unreadable" || now !== before ? [name] : [];
  });
}

function digestAt(root: string, name: string): string {
  if (!isGlob(name)) return blobIdOf(root, name);
  const listed = expandGlobs(root, [name]);
  return listed.length === 0 ? "absent" : `list:${digestOf(listed.map((path) => [path, blobIdOf(root, path)]))}`;
}

/**
 * The id that git gives to these bytes, line ends normalised to LF in text (absent: no file; unreadable: it cannot count): https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.
 * Computed here, so that no filter of the repository runs.
 */
export function blobIdOf(root: string, path: string): string {
  try {
    const real = confine(root, path);
    const stat = statSync(real, { throwIfNoEntry: false });
    if (stat === undefined) return "absent";
    if (!stat.isFile() || stat.size > maxBytes) return "unreadable";
    const bytes = withLineFeeds(readFileSync(real));
    return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  } catch {
    return "unreadable";
  }
}

function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.subarray(0, binaryBytes).includes(0) || !bytes.includes("\r\n")) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

const lockfiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];

/** The lockfiles of the nearest folder upwards that has one; where none has, the nearest package.json and the lockfile that may come. */
function manifestsFor(root: string, entry: string | undefined): string[] {
  if (entry === undefined) return [];
  const folders = foldersAbove(entry);
  const standing = (names: readonly string[]) =>
    folders.map((folder) => names.map((name) => join(folder, name)).filter((path) => stands(root, path))).find((found) => found.length > 0);
  const locks = standing(lockfiles);
  if (locks !== undefined) return locks;
  const manifest = standing(["package.json"]);
  return [...(manifest ?? []), join(folders.at(-1)!, "package-lock.json")];
}

/** The folder of a file, and those around it up to the root, which is "". */
function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    folders.push(folder === "." ? "" : folder);
    if (folder === "." || folder === dirname(folder)) return folders;
  }
}

function stands(root: string, path: string): boolean {
  try {
    return existsSync(confine(root, path));
  } catch {
    return false;
  }
}
