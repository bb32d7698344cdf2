import { table } from "../model/table.ts";
import { extname } from "node:path";
import { isTestPath } from "./test-code.ts";
import { compare } from "./link/order.ts";

const byExtension = table<string>({
  ".ts": "typescript",
  ".mts": "typescript",
  ".cts": "typescript",
  ".tsx": "typescript",
  ".js": "javascript",
  ".mjs": "javascript",
  ".cjs": "javascript",
  ".jsx": "javascript",
  ".py": "python",
  ".go": "go",
  ".java": "java",
  ".kt": "kotlin",
  ".kts": "kotlin",
  ".cs": "csharp",
  ".fs": "fsharp",
  ".cpp": "cpp",
  ".cc": "cpp",
  ".rs": "rust",
  ".scala": "scala",
  ".rb": "ruby",
  ".php": "php",
  ".ex": "elixir",
  ".exs": "elixir",
  ".tf": "hcl",
});

/** Languages whose producers and consumers are read. HCL is read as infrastructure. */
const read = new Set(["typescript", "javascript", "python", "hcl"]);

/** The language that each ecosystem's manifests belong to, for saying what was not read. */
export const languagesOfEcosystem = table<readonly string[]>({
  maven: ["java", "kotlin"],
  go: ["go"],
  nuget: ["csharp", "fsharp"],
  cargo: ["rust"],
  sbt: ["scala"],
});

export interface Languages {
  /** Most files first. */
  languages: string[];
  /** Present, but their code is not read. */
  notRead: { language: string; files: number }[];
}

/** The language of an application source file; undefined for anything else. */
export function languageOfFile(path: string): string | undefined {
  return path.endsWith(".d.ts") || path.endsWith(".gradle.kts") ? undefined : byExtension[extname(path)];
}

export function countLanguages(paths: readonly string[]): Languages {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languageOfFile(path);
    if (language !== undefined && !isTestPath(path)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || compare(a, b));
  return {
    languages: ranked.map(([language]) => language),
    notRead: ranked.filter(([language]) => !read.has(language)).map(([language, files]) => ({ language, files })),
  };
}
