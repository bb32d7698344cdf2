import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemaHistory } from "../../src/workspace/history.ts";
import { plainGit, put, repository } from "./hostile-repository.ts";

const commit = (root: string, files: Record<string, string>): void => {
  put(root, files);
  plainGit(root, "add", "-A");
  plainGit(root, "commit", "-q", "-m", "next");
};
const long = (name: string) =>
  `{"type": "record", "name": "R", "fields": [{"name": "${name}", "type": "string", "doc": "${"the same words ".repeat(10)}"}]}\n`;

describe("schemaHistory", () => {
  it("follows renames, newest first, without copies of the current text or of one another", async () => {
    const root = repository({ "old/a.avsc": long("one") });
    commit(root, { "old/a.avsc": long("two") });
    mkdirSync(join(root, "new"));
    renameSync(join(root, "old/a.avsc"), join(root, "new/b.avsc"));
    commit(root, {});
    commit(root, { "new/b.avsc": long("one") });
    commit(root, { "new/b.avsc": long("three") });
    put(root, { "new/b.avsc": long("four") });
    const past = await schemaHistory(root, "new/b.avsc", { registryFolder: "schemas" });
    expect(past.map(({ text }) => /"name": "(?!R)(\w+)"/.exec(text)![1])).toEqual(["three", "one", "two"]);
    expect(past.map(({ name, from }) => [name.replace(/[0-9a-f]{7}/, "#"), from])).toEqual([
      ["git:#:new/b.avsc", "git"],
      ["git:#:new/b.avsc", "git"],
      ["git:#:new/b.avsc", "git"],
    ]);
    put(root, { "new/b.avsc": long("two") });
    expect((await schemaHistory(root, "new/b.avsc", { registryFolder: "schemas" })).map(({ text }) => text.includes('"two"'))).toEqual([
      false,
      false,
    ]);
  });

  it("puts registered versions first, and of a registered version only those before it", async () => {
    const root = repository({
      "a.avsc": long("draft"),
      "schemas/s/1.avsc": long("one"),
      "schemas/s/10.avsc": long("ten"),
      "schemas/s/2.avsc": long("two"),
      "schemas/s/notes.txt": "x",
      "schemas/other/1.avsc": long("x"),
    });
    put(root, { "a.avsc": long("now") });
    const names = async (path: string, subject?: string) =>
      (await schemaHistory(root, path, { registryFolder: "schemas", subject })).map(({ name }) => name.replace(/[0-9a-f]{7}/, "#"));
    expect(await names("a.avsc", "s")).toEqual(["schemas/s/10.avsc", "schemas/s/2.avsc", "schemas/s/1.avsc", "git:#:a.avsc"]);
    expect(await names("schemas/s/2.avsc", "s")).toEqual(["schemas/s/1.avsc"]);
    expect(await names("a.avsc", "../other")).toEqual(["git:#:a.avsc"]);
  });
});
