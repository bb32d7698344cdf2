import { existsSync } from "node:fs";
import { extname } from "node:path";
import type { Node, Parser } from "web-tree-sitter";

/** A node of the concrete syntax tree: https://tree-sitter.github.io/tree-sitter/ */
export type SyntaxNode = Node;
export type SourceLanguage = "javascript" | "python";

/** File extension to grammar. JavaScript is read with the TSX grammar, which is a superset with JSX. */
const grammars: Record<string, { language: SourceLanguage; grammar: string }> = {
  ".ts": { language: "javascript", grammar: "tree-sitter-typescript" },
  ".mts": { language: "javascript", grammar: "tree-sitter-typescript" },
  ".cts": { language: "javascript", grammar: "tree-sitter-typescript" },
  ".tsx": { language: "javascript", grammar: "tree-sitter-tsx" },
  ".js": { language: "javascript", grammar: "tree-sitter-tsx" },
  ".jsx": { language: "javascript", grammar: "tree-sitter-tsx" },
  ".mjs": { language: "javascript", grammar: "tree-sitter-tsx" },
  ".cjs": { language: "javascript", grammar: "tree-sitter-tsx" },
  ".py": { language: "python", grammar: "tree-sitter-python" },
};

/** Parsing one file may take this long; a generated or hostile file that takes longer is skipped. */
const parseMilliseconds = 2_000;

export function languageOf(path: string): SourceLanguage | undefined {
  return path.endsWith(".d.ts") ? undefined : grammars[extname(path)]?.language;
}

/** Reads one source text with its grammar and hands the tree to `use`; the tree is freed afterwards. Undefined: no grammar or too slow. */
export type Parse = <T>(path: string, text: string, use: (root: SyntaxNode) => T) => T | undefined;

/** Never freed by WebAssembly: a server that loaded them anew for each call would run out of memory. */
const parsers = new Map<string, Parser>();
/** Loaded once, also by calls at the same time: a second copy would take the memory that parsers of the first one point into. */
let started: Promise<void> | undefined;

/** A parser for the grammars that the named files need; nothing is loaded for other languages. Missing ones become warnings. */
export async function openParser(distRoot: string, paths: readonly string[], warnings: string[]): Promise<Parse> {
  const names = new Set(paths.flatMap((path) => grammars[extname(path)]?.grammar ?? []));
  if (names.size === 0) return () => undefined;
  const { Language, Parser } = await import("web-tree-sitter");
  const file = (name: string) => `${distRoot}grammars/${name}`;
  started ??= Parser.init({ locateFile: (name: string) => file(name) });
  await started;
  const missing = [...names].filter((name) => !existsSync(file(`${name}.wasm`)));
  for (const name of missing) {
    names.delete(name);
    warnings.push(
      `grammars/${name}.wasm is missing from this installation: code in that language was not read. Install the package again.`,
    );
  }
  for (const name of names) {
    const key = file(name);
    if (parsers.has(key)) continue;
    const parser = new Parser();
    parser.setLanguage(await Language.load(`${key}.wasm`));
    parsers.set(key, parser);
  }
  return (path, text, use) => {
    const grammar = grammars[extname(path)]?.grammar ?? "";
    const parser = names.has(grammar) ? parsers.get(file(grammar)) : undefined;
    if (!parser) return undefined;
    const until = performance.now() + parseMilliseconds;
    const tree = parser.parse(text, null, { progressCallback: () => performance.now() > until });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}
