import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isRegistered, readSubjects, readVersions, register } from "../../src/registry/files.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";

const proto = (type: string) => `syntax = "proto3";\n\nmessage M {\n  ${type} a = 1;\n}\n`;

describe("the files registry", () => {
  it("lists subjects and versions in order of their numbers, trees as folders", () => {
    const root = newFolder();
    put(root, {
      "schemas/b/1.json": "{}",
      "schemas/b/10.json": "true",
      "schemas/b/9.json": "{}",
      "schemas/a/1/x.proto": proto("string"),
      "schemas/a/1/sub/y.proto": proto("bytes"),
      "schemas/loose.json": "{}",
      "schemas/empty/readme.md": "x",
    });
    expect(
      readSubjects(root).map(({ subject, versions }) => [subject, versions.map(({ version, name, format }) => [version, name, format])]),
    ).toEqual([
      ["a", [[1, "schemas/a/1", "protobuf"]]],
      [
        "b",
        [
          [1, "schemas/b/1.json", "json-schema"],
          [9, "schemas/b/9.json", "json-schema"],
          [10, "schemas/b/10.json", "json-schema"],
        ],
      ],
    ]);
    expect(Object.keys(readVersions(root, "schemas", "a")[0]!.files!)).toEqual(["sub/y.proto", "x.proto"]);
  });

  it("knows a content whatever its layout", () => {
    const root = newFolder();
    put(root, { "schemas/p/1.proto": proto("string"), "schemas/j/1.json": '{"type": "object",\n "title": "X"}' });
    expect(isRegistered(root, "schemas", "p", `// a comment\n${proto("string").replaceAll("\n", " ")}`)).toBe(1);
    expect(isRegistered(root, "schemas", "p", proto("bytes"))).toBeUndefined();
    expect(isRegistered(root, "schemas", "j", '{"type":"object","title":"X"}')).toBe(1);
    expect(isRegistered(root, "schemas", "../j", "{}")).toBeUndefined();
  });

  it("leaves out what cannot be read, and registers nothing beside it", () => {
    const root = newFolder();
    put(root, { "schemas/s/1.json": "{}" });
    writeFileSync(join(root, "schemas/s/2.json"), Buffer.from([0, 1]));
    symlinkSync("/etc/passwd", join(root, "schemas/s/3.json"));
    mkdirSync(join(root, "schemas/s/.4.json.tmp"));
    expect(readVersions(root, "schemas", "s").map(({ version }) => version)).toEqual([1]);
    const schema = { name: "schema", text: '{"type": "object"}' };
    expect(() => register(root, "schemas", { subject: "s", format: "json-schema", schema }, () => undefined)).toThrow(/2\.json/);
  });

  it("is empty without a folder", () => {
    expect(readSubjects(newFolder())).toEqual([]);
  });
});
