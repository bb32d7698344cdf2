import { randomUUID } from "node:crypto";
import { constants, copyFileSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { recordCreated } from "./evidence.ts";
import { ToolError } from "../tool.ts";
import { onDisk } from "./disk.ts";
import { confine, readNamed } from "./files.ts";

/** A version as it lies in a files registry: `<folder>/<subject>/<n>.<ext>`, or a folder `<n>` for a tree of files. */
export interface VersionFile {
  version: number;
  /** Path of the file or folder, relative to the root. */
  name: string;
  text: string;
  files?: Record<string, string>;
}

/** Names of the subjects below a registry folder: its sub-folders that hold at least one numbered version. Sorted. */
export function listSubjects(root: string, folder: string): string[] {
  return entries(root, folder)
    .filter((entry) => entry.isDirectory() && numbered(root, `${folder}/${entry.name}`).length > 0)
    .map((entry) => entry.name)
    .sort();
}

/** Versions of one subject, oldest first; empty when there are none. What cannot be read is left out, or with `strict` thrown. */
export function readVersionFiles(root: string, folder: string, subject: string, strict = false): VersionFile[] {
  if (!/^[\w.-]+$/.test(subject) || subject.startsWith(".")) return [];
  const base = `${folder}/${subject}`;
  return numbered(root, base).flatMap(({ version, entry }) => {
    const name = `${base}/${entry.name}`;
    try {
      if (!entry.isDirectory()) return [{ version, name, text: readNamed(root, name) }];
      const files = tree(root, name, "");
      return [{ version, name, text: Object.values(files)[0] ?? "", files }];
    } catch (error) {
      if (strict || !(error instanceof ToolError)) throw error;
      return [];
    }
  });
}

function numbered(root: string, folder: string) {
  return entries(root, folder)
    .flatMap((entry) => {
      const match = (entry.isDirectory() ? /^(\d{1,6})$/ : /^(\d{1,6})\.[a-z]+$/).exec(entry.name);
      return match === null ? [] : [{ version: Number(match[1]), entry }];
    })
    .sort((a, b) => a.version - b.version);
}

const maxTreeFiles = 500;

function tree(root: string, base: string, below: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of entries(root, `${base}/${below}`)) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (Object.keys(found).length >= maxTreeFiles || path.split("/").length > 16) break;
    if (entry.isDirectory()) Object.assign(found, tree(root, base, path));
    else if (entry.isFile()) found[path] = readNamed(root, `${base}/${path}`);
  }
  return found;
}

function entries(root: string, folder: string) {
  try {
    return readdirSync(confine(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Gives a finished file its name, never over another; without hard links by an exclusive copy. */
function publish(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EMLINK"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    copyFileSync(temporary, target, constants.COPYFILE_EXCL);
  }
}

/**
 * Writes a new version and never over an old one: undefined when the number is taken. A reader sees the whole text or nothing.
 * Returns the path relative to the root.
 */
export function createVersion(root: string, path: string, content: string | Record<string, string>): string | undefined {
  const target = confine(root, path);
  onDisk(path, () => mkdirSync(dirname(target), { recursive: true }));
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    if (typeof content === "string") {
      writeFileSync(temporary, content, { flag: "wx" });
      publish(temporary, target);
    } else {
      for (const [name, text] of Object.entries(content)) {
        const file = confine(temporary, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text, { flag: "wx" });
      }
      renameSync(temporary, target);
    }
    recordCreated(root, typeof content === "string" ? [path] : Object.keys(content).map((name) => `${path}/${name}`));
    return path;
  } catch (error) {
    if (["EEXIST", "ENOTEMPTY"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    return onDisk(path, () => {
      throw error;
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
