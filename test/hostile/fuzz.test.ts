import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import { readCode } from "../../src/detect/code/read-code.ts";
import { link } from "../../src/detect/link.ts";
import type { SchemaLanguage } from "../../src/model/event.ts";
import { ToolError } from "../../src/tool.ts";
import { openConfig } from "../../src/workspace/config.ts";
import type { Workspace } from "../../src/workspace/files.ts";
import { distRoot } from "../detect/repository.ts";

/** More cases for a long look: FUZZ=5000 npx vitest run test/hostile/fuzz.test.ts */
const cases = Number(process.env["FUZZ"] ?? 150);
const seed = Number(process.env["FUZZ_SEED"] ?? 11);
const mostMs = 2000;

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
}

const repositories = readdirSync(`${fixtures}repos`)
  .map((name) => filesBelow(`${fixtures}repos/${name}`))
  .filter((files) => files.some((file) => /\.([cm]?[jt]sx?|py)$/.test(file)));
const schemas = filesBelow(`${fixtures}compat`).filter((file) => /\.(avsc|proto|json)$/.test(file));

const scraps = [
  "",
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  "`",
  '"',
  "'",
  "${",
  "...",
  "=>",
  "=",
  "x = x",
  "async ",
  "class A extends A {",
  "import ",
  "export * from './a'",
  "*",
  ",",
  ";",
  ":",
  "\n",
  "\u0000",
  "\uD800",
  "é",
  "def f(x=f(x)):\n",
  "  ",
  "lambda: ",
  "**",
  "@",
  "/*",
  "//",
  "#",
  "oneof a {",
  '"$ref": "#"',
  "-1",
  "99999999999999999999",
];

/** Cuts, doubles, moves and replaces parts of a text. */
function mutate(text: string, edits: readonly (readonly [number, number, number])[]): string {
  return edits.reduce((current, [at, length, scrap]) => {
    const start = at % (current.length + 1);
    const end = Math.min(current.length, start + (length % 60));
    const part =
      scrap % 7 === 0 ? current.slice(start, end).repeat(3) : scrap % 11 === 0 ? current.slice(0, 200) : scraps[scrap % scraps.length]!;
    return current.slice(0, start) + part + current.slice(end);
  }, text);
}

const edits = fc.array(fc.tuple(fc.nat(8000), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 });

function formatOf(file: string): SchemaLanguage {
  return file.endsWith(".proto") ? "protobuf" : file.endsWith(".avsc") ? "avro" : "json-schema";
}

async function inTime(what: () => unknown): Promise<void> {
  const started = performance.now();
  try {
    await what();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
  }
  expect(performance.now() - started).toBeLessThan(mostMs);
}

describe("damaged anywhere, everything is read as far as it goes", () => {
  test("code", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...repositories), fc.nat(), edits, (files, chosen, given) =>
        inTime(async () => {
          const folder = files[0]!.slice(0, files[0]!.indexOf("/", `${fixtures}repos/`.length) + 1);
          const texts = new Map(files.map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]));
          const code = [...texts.keys()].filter((path) => /\.([cm]?[jt]sx?|py)$/.test(path));
          const target = code[chosen % code.length]!;
          texts.set(target, mutate(texts.get(target)!, given));
          const workspace: Workspace = { root: "/", paths: [...texts.keys()].sort(), warnings: [], read: (path) => texts.get(path) };
          const config = openConfig(workspace);
          const facts = await readCode({
            workspace,
            settings: {},
            config: (path) => config.documents(path)?.documents[0],
            distRoot,
            signal: new AbortController().signal,
          });
          link({ facts, dependencies: [], manifests: [], settings: {}, rootName: "r", read: workspace.read });
        }),
      ),
      { numRuns: cases, seed },
    );
  }, 600_000);

  test("schemas", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...schemas), edits, (file, given) =>
        inTime(() => {
          const before = readFileSync(file, "utf8");
          const format = formatOf(file);
          const schema = { name: "new", text: mutate(before, given) };
          checkCompatibility({ format, schema, against: [{ name: "old", text: before }], mode: "FULL", policy: "house" });
        }),
      ),
      { numRuns: cases * 10, seed },
    );
  }, 600_000);
});
