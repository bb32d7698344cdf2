import { readdirSync } from "node:fs";
import { confine } from "./files.ts";

const skipped = new Set([".git", "node_modules"]);
/** A pattern that names more is refused: nothing that a consumer depends on is that large. */
export const maxMatches = 5000;
const maxVisited = 50_000;

export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/**
 * Files below the root that the patterns name, relative to it, sorted within each pattern: `*` and `?` inside a name, `**` for any
 * folders. A path without wildcards stays as it is, whether a file stands there or not. Symlinked folders are not followed.
 */
export function expandGlobs(root: string, patterns: readonly string[]): string[] {
  const budget = { visited: 0 };
  const found = patterns.flatMap((pattern) => {
    const plain = pattern.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
    return isGlob(plain) ? matches(root, plain.split("/"), budget).sort() : [plain];
  });
  return [...new Set(found)];
}

function matches(root: string, parts: readonly string[], budget: { visited: number }): string[] {
  const fixed = parts.findIndex(isGlob);
  const base = parts.slice(0, fixed).join("/");
  const found: string[] = [];
  walk(base, parts.slice(fixed));
  return found;

  function walk(folder: string, rest: readonly string[]): void {
    const [part, ...further] = rest;
    if (part === undefined || found.length >= maxMatches) return;
    if (part === "**" && further.length > 0) walk(folder, further);
    for (const entry of entriesOf(root, folder)) {
      if (++budget.visited > maxVisited || found.length >= maxMatches) return;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const deeper = entry.isDirectory() && !skipped.has(entry.name);
      if (part === "**") {
        if (deeper) walk(path, rest);
        else if (further.length === 0 && !entry.isDirectory()) found.push(path);
      } else if (fits(entry.name, part)) {
        if (further.length === 0 && !entry.isDirectory()) found.push(path);
        else if (deeper) walk(path, further);
      }
    }
  }
}

function entriesOf(root: string, folder: string) {
  try {
    return readdirSync(confine(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Does one name fit one part of a pattern? At most name x pattern steps, whatever the pattern. */
function fits(name: string, pattern: string): boolean {
  let [at, mark, star] = [0, 0, -1];
  for (let place = 0; place < name.length;) {
    if (pattern[at] === "?" || (pattern[at] === name[place] && pattern[at] !== "*")) {
      at++;
      place++;
    } else if (pattern[at] === "*") {
      star = at++;
      mark = place;
    } else if (star >= 0) {
      at = star + 1;
      place = ++mark;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
