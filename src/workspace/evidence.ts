import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { onDisk } from "./disk.ts";
import { confine, replaceFile, writeWhole } from "./files.ts";
import { openOwnFolder, ownFolder } from "./run-folder.ts";

const digestText = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that a tool wrote since the last commit or discard. */
const RecordedWrite = z.object({
  path: z.string(),
  /** SHA-256 of what stood there before; null: there was no file. Its bytes are kept. */
  before: digestText.nullable(),
  /** SHA-256 of what the tool wrote. */
  after: digestText,
});
export type RecordedWrite = z.infer<typeof RecordedWrite>;

const openFolder = `${ownFolder}/runs/open`;
const beforeFolder = `${ownFolder}/runs/before`;

/** Writes a file of the user's repository whole, and remembers it for commit and discard. Returns the path relative to the root. */
export function writeRecorded(root: string, path: string, text: string): string {
  const real = confine(root, path);
  const previous = existsSync(real) ? readFileSync(real) : undefined;
  const written = writeWhole(root, path, text);
  remember(root, written, previous, digestOf(Buffer.from(text)));
  return written;
}

/** Remembers files that a tool created in another way, where nothing stood before. */
export function recordCreated(root: string, paths: readonly string[]): void {
  for (const path of paths) remember(root, path, undefined, digestOf(readFileSync(confine(root, path))));
}

function remember(root: string, path: string, previous: Buffer | undefined, after: string): void {
  openOwnFolder(root);
  const known = recordOf(root, path);
  const standing = previous === undefined ? null : digestOf(previous);
  // Written twice without an edit in between: what stood there first is what a discard brings back.
  const before = known !== undefined && known.after === standing ? known.before : standing;
  if (previous !== undefined && before === standing) keep(root, `${beforeFolder}/${standing}`, previous);
  writeWhole(root, recordPath(path), `${JSON.stringify({ path, before, after })}\n`);
}

/** What the tools wrote since the last commit or discard, by path. Throws OUTSIDE_ROOT for a record that points out of the root. */
export function recordedWrites(root: string): RecordedWrite[] {
  const folder = confine(root, openFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => readRecord(confine(root, `${openFolder}/${name}`)) ?? [])
    .filter(({ path }) => confine(root, path) !== root)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Forgets writes: they were committed or discarded. */
export function forgetWrites(root: string, paths: readonly string[]): void {
  for (const path of paths) rmSync(confine(root, recordPath(path)), { force: true });
}

/** SHA-256 of a file as it stands; undefined when there is none. */
export function digestAt(root: string, path: string): string | undefined {
  const real = confine(root, path);
  return existsSync(real) ? digestOf(readFileSync(real)) : undefined;
}

/** Are the bytes that stood there before still kept, unchanged? */
export function isRestorable(root: string, { before }: RecordedWrite): boolean {
  return before === null || digestAt(root, `${beforeFolder}/${before}`) === before;
}

/** What stood at a path before the tools wrote there; undefined: nothing. */
export function bytesBefore(root: string, { before }: RecordedWrite): Buffer | undefined {
  return before === null ? undefined : readFileSync(confine(root, `${beforeFolder}/${before}`));
}

function recordPath(path: string): string {
  return `${openFolder}/${digestOf(Buffer.from(path)).slice(0, 32)}.json`;
}

function recordOf(root: string, path: string): RecordedWrite | undefined {
  return readRecord(confine(root, recordPath(path)));
}

/** A record that does not parse counts as none: it was not written by us. */
function readRecord(file: string): RecordedWrite | undefined {
  try {
    return RecordedWrite.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

function keep(root: string, path: string, bytes: Buffer): void {
  const real = confine(root, path);
  onDisk(path, () => {
    mkdirSync(dirname(real), { recursive: true });
    replaceFile(real, bytes);
  });
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
