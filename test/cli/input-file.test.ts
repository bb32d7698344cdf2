import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerOf, run } from "./in-process.ts";

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "input file ")));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};

test("--input gives fields, flags go over it", async () => {
  const file = write("good.json", '\uFEFF{"rate": 1, "stopWhen": "any", "schema": {"path": "a"}}');
  const { input } = await answerOf(["echo-input", "--input", file, "--rate", "2"], { cwd: folder });
  expect(input).toEqual({ rate: 2, stopWhen: "any", schema: { path: "a" } });
});

test("--input - reads stdin", async () => {
  const { input } = await answerOf(["echo-input", "--input", "-"], { stdin: '{"rate": 7}' });
  expect(input).toMatchObject({ rate: 7 });
});

describe("a bad file is one clear error", () => {
  test.each<[string, string, string]>([
    ["broken.json", '{\n  "rate": 1,\n  "names": ["a",]\n}', "broken.json:3:17: unexpected ], expected value"],
    ["bare.json", "{\n  rate: 1 }", 'bare.json:2:3: unexpected "r"'],
    ["ends.json", '{"rate": 1', "ends.json:1:11: unexpected end, expected , or }"],
    ["empty.json", "", "empty.json:1:1: unexpected end, expected value"],
    ["string.json", '{"a": "b\n"}', "string.json:1:7: a string that does not end"],
    ["two.json", "{} {}", "two.json:1:4: unexpected {, expected end"],
    ["list.json", "[1]", "list.json holds no object"],
    ["key.json", '{"raet": 1}', 'unknown key "raet"; did you mean "rate"?'],
  ])("%s", async (name, text, message) => {
    const { code, stderr } = await run(["echo-input", "--input", write(name, text)], { cwd: folder });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("that does not exist", async () => {
    const { code, stderr } = await run(["echo-input", "--input", "none.json"], { cwd: folder });
    expect(stderr).toContain("There is no file none.json.");
    expect(code).toBe(2);
  });
});

describe("--root", () => {
  test("is relative to the current folder", async () => {
    const { root } = await answerOf(["echo-input", "--root", ".."], { cwd: folder });
    expect(root).toBe(folder.slice(0, folder.lastIndexOf(sep)));
  });

  test("may be a symlink, which is resolved", async () => {
    symlinkSync(folder, join(folder, "link"));
    expect((await answerOf(["echo-input", "--root", "link"], { cwd: folder }))["root"]).toBe(folder);
  });

  test("must be a folder", async () => {
    const { code, stderr } = await run(["echo-input", "--root", write("file", "x")], { cwd: folder });
    expect(stderr).toContain("There is no folder");
    expect(code).toBe(2);
  });
});
