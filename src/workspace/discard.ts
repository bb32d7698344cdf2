import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { bytesBefore, digestAt, forgetWrites, isRestorable, type RecordedWrite, recordedWrites } from "./evidence.ts";
import { evidenceFolder } from "./evidence-file.ts";
import { onDisk } from "./disk.ts";
import { confine, replaceFile, writeWhole } from "./files.ts";
import { openOwnFolder, ownFolder } from "./run-folder.ts";

export interface Discarded {
  /** Paths that stand again as they did before the tools wrote them. */
  restored: string[];
  /** Paths that somebody changed since; they were left alone. */
  changedSince: string[];
  /** The patch that brings the discarded state back; undefined when nothing was restored. */
  patch?: string;
}

/**
 * Undoes the writes of the tools, path by path, where the file is still what they wrote. Nothing is lost: a patch is kept.
 * `only`: no other paths than these.
 */
export function discardWrites(root: string, now: Date, only?: readonly string[]): Discarded {
  // What runs have shown stays true of what they ran on; where that is taken back, it is stale by itself.
  const writes = recordedWrites(root).filter(
    ({ path }) => !path.startsWith(`${evidenceFolder}/`) && (only === undefined || only.includes(path)),
  );
  const ours = writes.filter((write) => digestAt(root, write.path) === write.after && isRestorable(root, write));
  const changedSince = writes.filter((write) => !ours.includes(write)).map(({ path }) => path);
  const restored = ours.map(({ path }) => path);
  if (ours.length === 0) return { restored, changedSince };
  openOwnFolder(root);
  const name = now.toISOString().replaceAll(/[:.]/g, "-");
  const patch = writeWhole(root, `${ownFolder}/discarded/${name}.patch`, ours.map((write) => patchOf(root, write)).join(""));
  for (const write of ours) restore(root, write);
  forgetWrites(root, restored);
  return { restored, changedSince, patch };
}

function restore(root: string, write: RecordedWrite): void {
  const real = confine(root, write.path);
  const bytes = bytesBefore(root, write);
  if (bytes === undefined) return rmSync(real);
  onDisk(write.path, () => {
    mkdirSync(dirname(real), { recursive: true });
    replaceFile(real, bytes);
  });
}

/** One file as a unified diff that replaces it whole, readable by `git apply`. */
function patchOf(root: string, write: RecordedWrite): string {
  const before = bytesBefore(root, write)?.toString("utf8");
  const after = readFileSync(confine(root, write.path), "utf8");
  const head = [`diff --git a/${write.path} b/${write.path}`];
  if (before === undefined) head.push("new file mode 100644");
  head.push(before === undefined ? "--- /dev/null" : `--- a/${write.path}`, `+++ b/${write.path}`);
  const [old, fresh] = [lines(before ?? ""), lines(after)];
  return `${[...head, `@@ -${range(old)} +${range(fresh)} @@`, ...marked("-", old), ...marked("+", fresh)].join("\n")}\n`;
}

function range(of: readonly string[]): string {
  return `${of.length === 0 ? 0 : 1},${of.length}`;
}

function lines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

function marked(sign: string, of: readonly string[]): string[] {
  return of.map((line) => (line.endsWith("\n") ? `${sign}${line.slice(0, -1)}` : `${sign}${line}\n\\ No newline at end of file`));
}
