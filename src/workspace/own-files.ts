import { appendFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ToolError } from "../tool.ts";
import { onDisk } from "./disk.ts";
import { confine, readNamed, writeWhole } from "./files.ts";
import { openOwnFolder, ownFolder } from "./run-folder.ts";

/** Absolute path of a file below our own folder; a symlink that leads elsewhere is refused, inside the root too. */
function ownPath(root: string, path: string): string {
  const real = confine(root, `${ownFolder}/${path}`);
  if (real !== join(root, ownFolder, path))
    throw new ToolError(
      "OUTSIDE_ROOT",
      `${ownFolder}/${path} is a symlink to ${relative(root, real)}.`,
      "What the tools keep for themselves lies in their own folder.",
      "Remove the symlink and call again.",
    );
  return real;
}

/** Text of a file of ours, or undefined when there is none. */
export function readOwn(root: string, path: string): string | undefined {
  return existsSync(ownPath(root, path)) ? readNamed(root, `${ownFolder}/${path}`) : undefined;
}

/** Writes a file of ours whole. */
export function writeOwn(root: string, path: string, text: string): void {
  ownPath(root, path);
  openOwnFolder(root);
  writeWhole(root, `${ownFolder}/${path}`, text);
}

/** Adds one line to a file of ours. Returns how many bytes it has now. */
export function appendOwn(root: string, path: string, line: string): number {
  const real = ownPath(root, path);
  openOwnFolder(root);
  return onDisk(`${ownFolder}/${path}`, () => {
    mkdirSync(dirname(real), { recursive: true });
    appendFileSync(real, `${line}\n`);
    return statSync(real).size;
  });
}
