import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { link } from "../../src/detect/link.ts";
import { manifestReaders } from "../../src/detect/manifests.ts";
import { readArtifacts } from "../../src/detect/read-artifacts.ts";
import { readInfrastructure } from "../../src/detect/read-infrastructure.ts";
import { openConfig } from "../../src/workspace/config.ts";
import type { Workspace } from "../../src/workspace/files.ts";

const folder = fileURLToPath(new URL("../fixtures/repos/", import.meta.url));
const files = (readdirSync(folder, { recursive: true, withFileTypes: true }) as { name: string; parentPath: string; isFile(): boolean }[])
  .filter((entry) => entry.isFile() && !/\.([cm]?[jt]sx?|py|go)$|^expected\.json$/.test(entry.name))
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .sort();

const scraps = [
  "",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  ":",
  "\n",
  "  ",
  "- ",
  "!Ref x",
  "!GetAtt",
  "null",
  "&a",
  "*a",
  "<<: ",
  "${",
  "<dependency>",
  "(",
  ")",
  "=",
  "\u0000",
  "é",
  "-1",
  "99999999999",
];

/** Cuts, doubles and replaces parts of a text. */
function mutate(text: string, edits: readonly (readonly [number, number, number])[]): string {
  return edits.reduce((current, [at, length, scrap]) => {
    const start = at % (current.length + 1);
    const end = Math.min(current.length, start + (length % 40));
    const part = scrap % 5 === 0 ? current.slice(start, end).repeat(2) : scraps[scrap % scraps.length]!;
    return current.slice(0, start) + part + current.slice(end);
  }, text);
}

test("files that were damaged anywhere are read as far as they go, and nothing throws", () => {
  const edits = fc.array(fc.tuple(fc.nat(5000), fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...files), edits, (file, given) => {
      const path = file.slice(folder.length).split("/").slice(1).join("/");
      const text = mutate(readFileSync(file, "utf8"), given);
      const workspace: Workspace = { root: "/", paths: [path], warnings: [], read: (wanted) => (wanted === path ? text : undefined) };
      const config = openConfig(workspace);
      const facts = [...readInfrastructure(workspace, config), ...readArtifacts(workspace, config)];
      const dependencies = manifestReaders
        .filter(({ name }) => name.test(path))
        .flatMap((reader) =>
          reader
            .read({ path, text, tree: config.documents(path)?.documents[0], other: workspace.read })
            .map((dependency) => ({ ...dependency, ecosystem: reader.ecosystem, file: path })),
        );
      const map = link({ facts, dependencies, manifests: [path], settings: {}, rootName: "r", read: workspace.read });
      const lines = text.split("\n").length;
      for (const { line } of [...map.consumers, ...map.channels, ...map.dlq, ...map.eventTypes])
        expect(line).toSatisfy((value: number) => Number.isInteger(value) && value >= 1 && value <= lines);
    }),
    { numRuns: 1500, seed: 7 },
  );
}, 60_000);
