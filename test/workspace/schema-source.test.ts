import { expect, test } from "vitest";
import type { SchemaSource } from "../../src/model/source.ts";
import { parseSchemaSource, printSchemaSource } from "../../src/workspace/schema-source.ts";

test.each<[string, ReturnType<typeof parseSchemaSource>]>([
  ["a.avsc", { path: "a.avsc" }],
  ["git:main:a.avsc", { git: "main", path: "a.avsc" }],
  ["git:main", undefined],
  ["git:", undefined],
  ["git::a", undefined],
  ["registry:s", { registry: "s" }],
  ["registry:s@12", { registry: "s", version: 12 }],
  ["registry:", undefined],
  ["-", "stdin"],
  ["", undefined],
])("%j", (word, source) => {
  expect(parseSchemaSource(word)).toEqual(source);
});

test.each<SchemaSource>([{ path: "a b.avsc" }, { git: "v1", path: "x/y.proto" }, { registry: "s" }, { registry: "s", version: 3 }])(
  "%j prints as the word that is read back",
  (source) => {
    expect(parseSchemaSource(printSchemaSource(source)!)).toEqual(source);
  },
);

test.each<SchemaSource>([{ text: "{}" }, { files: { a: "" }, name: "a" }, { path: "-" }, { path: "git:x" }, { path: "{a}.json" }])(
  "%j has no word",
  (source) => {
    expect(printSchemaSource(source)).toBeUndefined();
  },
);
