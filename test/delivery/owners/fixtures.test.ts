import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { declaredChanges } from "../../../src/delivery/owners/owners.ts";
import { declaredInScripts } from "../../../src/delivery/owners/scripts/commands.ts";
import { readExact } from "../../../src/workspace/exact-text.ts";
import { detectIn } from "../../detect/repository.ts";
import { cases } from "./cases.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/iac/", import.meta.url));
const scratch = realpathSync(mkdtempSync(join(tmpdir(), "owners-")));
afterAll(() => rmSync(scratch, { recursive: true }));

async function changesOf(root: string, { desired }: (typeof cases)[number]) {
  const { channels } = await detectIn(root);
  const read = (file: string) => readExact(root, file);
  return declaredChanges([desired], [], [...channels, ...declaredInScripts(filesIn(root), read)], read);
}

function filesIn(folder: string): string[] {
  return globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe.each(cases)("$name", (each) => {
  const before = join(fixtures, each.name, "before");
  const after = join(fixtures, each.name, "after");

  test("the files say what is wanted, and nothing else in them is another", async () => {
    const { owned, files } = await changesOf(before, each);
    expect(owned.filter(({ state }) => state === "cannot")).toEqual([]);
    expect(owned.map(({ resource }) => resource).sort()).toEqual(each.owned.toSorted());
    for (const change of files) {
      const wanted = join(after, change.file);
      if (process.env["UPDATE"] === "1") {
        mkdirSync(dirname(wanted), { recursive: true });
        writeFileSync(wanted, change.after);
      }
      expect(change.after).toBe(readFileSync(wanted, "utf8"));
      expect(change.before).toBe(readFileSync(join(before, change.file), "utf8"));
    }
    expect(files.map(({ file }) => file).sort()).toEqual(existsSync(after) ? filesIn(after) : []);
  });

  test("once they say it, nothing is left to do", async () => {
    const root = join(scratch, each.name);
    cpSync(before, root, { recursive: true });
    cpSync(after, root, { recursive: true });
    const { owned, files } = await changesOf(root, each);
    expect(files).toEqual([]);
    expect(owned.map(({ resource, state }) => `${resource} ${state}`).sort()).toEqual(each.owned.map((id) => `${id} as-wanted`).sort());
  });

  test("each edit is told by its line, and taken together they are the change", async () => {
    const { files } = await changesOf(before, each);
    for (const { before: text, after: result, edits } of files) {
      const lines = text.split("\n");
      for (const { line, before: old } of edits)
        if (old !== "") expect(lines.slice(line - 1, line - 1 + old.split("\n").length).join("\n")).toBe(old);
      for (const { after: added } of edits) for (const line of added.split("\n")) expect(result).toContain(line);
      expect(edits.every(({ why }) => why.endsWith("."))).toBe(true);
    }
  });
});

test("every fixture is a case", () => {
  const folders = globSync("*", { cwd: fixtures }).sort();
  expect(cases.map(({ name }) => name).sort()).toEqual(folders);
});
