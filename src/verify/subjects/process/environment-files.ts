import { readdirSync } from "node:fs";
import { join } from "node:path";
import { environmentFile } from "../../effects/places.ts";

/** Packages bring none that count, and are many. */
const packages = /^(?:node_modules|\.git|\.?venv|vendor|target|dist|build)$/;
const deepest = 5;

/** Absolute paths of the `.env` files of a project: secrets, which a consumer under test does not get. */
export function environmentFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < deepest && !packages.test(entry.name)) visit(path, depth + 1);
      else if (entry.isFile() && environmentFile.test(entry.name)) found.push(path);
    }
  };
  visit(root, 0);
  return found;
}
