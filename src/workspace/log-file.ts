import { existsSync, readFileSync, rmSync } from "node:fs";
import { confine, writeWhole } from "./files.ts";

/** Replaces a file by what `change` makes of it. Returns the way back: the file as it stood before, or none. */
export function changeFile(root: string, path: string, change: (text: string | undefined) => string): () => void {
  const real = confine(root, path);
  const before = existsSync(real) ? readFileSync(real, "utf8") : undefined;
  writeWhole(root, path, change(before));
  return () => (before === undefined ? rmSync(real, { force: true }) : void writeWhole(root, path, before));
}
