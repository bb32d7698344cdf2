import { existsSync, readdirSync, statSync } from "node:fs";
import { confine } from "./files.ts";

/** What a path of the root leads to. */
export function standsAt(root: string, path: string): "file" | "folder" | "nothing" {
  const real = confine(root, path);
  if (!existsSync(real)) return "nothing";
  return statSync(real).isDirectory() ? "folder" : "file";
}

/** Names of the files that lie directly in a folder; empty without the folder. */
export function filesIn(root: string, folder: string): string[] {
  if (standsAt(root, folder) !== "folder") return [];
  return readdirSync(confine(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));
}
