import { chmodSync, readFileSync, statSync } from "node:fs";
import { confine, maxFileBytes, writeWhole } from "./files.ts";

/** The text of a file with its byte-order mark and line ends, such that writing it back gives the same bytes; undefined where that cannot be. */
export function readExact(root: string, path: string): string | undefined {
  try {
    const real = confine(root, path);
    const { size } = statSync(real);
    if (size > maxFileBytes) return undefined;
    const bytes = readFileSync(real);
    const text = bytes.toString("utf8");
    return !text.includes("\0") && Buffer.from(text).equals(bytes) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces a file that still is as it was read, and keeps its rights. False: it is another one now, and stays. */
export function writeExact(root: string, path: string, before: string, after: string): boolean {
  if (readExact(root, path) !== before) return false;
  const { mode } = statSync(confine(root, path));
  writeWhole(root, path, after);
  chmodSync(confine(root, path), mode);
  return true;
}
