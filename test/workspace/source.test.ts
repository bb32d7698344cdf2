import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { languageOf, openParser } from "../../src/workspace/source.ts";

const distRoot = fileURLToPath(new URL("../../dist/", import.meta.url));
const open = (...paths: string[]) => openParser(distRoot, paths, []);

describe("the language of a file", () => {
  test.each([
    ["a.ts", "javascript"],
    ["a.tsx", "javascript"],
    ["a.mjs", "javascript"],
    ["a.cjs", "javascript"],
    ["a.py", "python"],
    ["a.d.ts", undefined],
    ["a.go", undefined],
    ["Makefile", undefined],
  ])("%s is %s", (path, language) => expect(languageOf(path)).toBe(language));
});

describe("parsing", () => {
  test.each([
    ["a.ts", "enum A { B = 'c' }", "program"],
    ["a.jsx", "const a = <b c={1} />;", "program"],
    ["a.py", "async def f(x: int) -> str: ...", "module"],
  ])("%s without an error", async (path, text, type) => {
    const parse = await open(path);
    expect(parse(path, text, (root) => [root.type, root.hasError])).toEqual([type, false]);
  });

  test("a file that is no program is read as far as it goes", async () => {
    const parse = await open("a.ts");
    expect(parse("a.ts", "const a = ;;; ))) 'b", (root) => root.hasError)).toBe(true);
  });

  test("a language whose grammar was not asked for is not read", async () => {
    const parse = await open("a.py");
    expect(parse("a.ts", "const a = 1;", () => true)).toBe(undefined);
  });

  test("without grammars nothing is read and nothing is loaded", async () => {
    const parse = await openParser("/nowhere/", ["a.go"], []);
    expect(parse("a.go", "package main", () => true)).toBe(undefined);
  });

  test("a grammar that is missing from the installation is said aloud", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dist-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "grammars"));
    for (const name of ["web-tree-sitter.wasm", "tree-sitter-python.wasm"])
      copyFileSync(join(distRoot, "grammars", name), join(folder, "grammars", name));
    const warnings: string[] = [];
    const parse = await openParser(`${folder}/`, ["a.ts", "a.py"], warnings);
    expect(warnings).toEqual([expect.stringContaining("tree-sitter-typescript.wasm is missing")]);
    expect([parse("a.ts", "1", () => true), parse("a.py", "1", () => true)]).toEqual([undefined, true]);
  });

  test("the tree is freed when the reader throws", async () => {
    const parse = await open("a.ts");
    expect(() =>
      parse("a.ts", "const a = 1;", () => {
        throw new Error("reader");
      }),
    ).toThrow("reader");
    expect(parse("a.ts", "const a = 1;", (root) => root.childCount)).toBe(1);
  });
});
