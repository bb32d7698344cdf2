import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import type { SchemaLanguage } from "../../src/model/event.ts";
import { ToolError } from "../../src/tool.ts";

/** Runs a check; a refusal by ToolError is an answer too, a crash or a hang is not. */
function outcome(format: SchemaLanguage, before: string, after = before): string {
  try {
    return checkCompatibility({
      format,
      schema: { name: "new", text: after },
      against: [{ name: "old", text: before }],
      mode: "FULL",
      policy: "house",
    }).verdict;
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
}

const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, index) => make(index)).join(",");

test.each<[string, SchemaLanguage, string, string?]>([
  ["deep JSON", "json-schema", `${'{"items":'.repeat(5000)}{}${"}".repeat(5000)}`],
  ["deep lists", "avro", "[".repeat(100_000)],
  ["deep messages", "protobuf", `syntax="proto3";${"message M {".repeat(5000)}`],
  ["an open comment", "protobuf", `/* ${"x".repeat(100)}`],
  ["braces without end", "protobuf", `option x = ${"{".repeat(50_000)}`],
  ["brackets in a type", "protobuf", 'syntax="proto3"; message M { map<string, map<string, int32>> a = 1; }'],
  ["no schema", "json-schema", "null"],
  ["no schema", "avro", "12"],
  ["empty", "protobuf", ""],
  ["empty", "avro", ""],
])("%s in %s ends in an answer", (_, format, text) => {
  expect(["PARSE_FAILED", "UNSUPPORTED", "compatible"]).toContain(outcome(format, text));
});

const avroTree = (type: string) =>
  JSON.stringify({
    type: "record",
    name: "Node",
    fields: [
      { name: "next", type: ["null", "Node"] },
      { name: "others", type: { type: "map", values: "Node" } },
      { name: "value", type },
    ],
  });

const jsonCycle = (type: string) =>
  JSON.stringify({
    $ref: "#/$defs/a",
    $defs: { a: { properties: { b: { $ref: "#/$defs/b" } } }, b: { anyOf: [{ $ref: "#/$defs/a" }, { type }], items: { $ref: "#" } } },
  });

test("schemas that name themselves end, and a break behind the cycle is found", () => {
  expect(outcome("avro", avroTree("int"))).toBe("compatible");
  expect(outcome("avro", avroTree("int"), avroTree("string"))).toBe("incompatible");
  expect(outcome("json-schema", jsonCycle("string"))).toBe("compatible");
  expect(outcome("json-schema", jsonCycle("string"), jsonCycle("integer"))).toBe("incompatible");
  expect(outcome("json-schema", '{"$ref": "#"}')).toBe("compatible");
  expect(outcome("json-schema", '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}')).toBe(
    "compatible",
  );
});

const objectOf = (...names: string[]) =>
  `{"type": "object", "properties": {${names.map((name) => `"${name}": {"type": "string"}`).join(", ")}}, "required": ["toString"]}`;

test("names of the language's own objects are names like any other", () => {
  expect(outcome("json-schema", objectOf("toString", "__proto__"))).toBe("compatible");
  expect(outcome("json-schema", objectOf("toString"), objectOf("toString", "__proto__", "constructor"))).toBe("compatible");
  expect(outcome("json-schema", objectOf("constructor"), objectOf())).toBe("compatible");
  expect(outcome("avro", '{"type": "record", "name": "constructor", "fields": [{"name": "__proto__", "type": "hasOwnProperty"}]}')).toBe(
    "inconclusive",
  );
  expect(outcome("protobuf", "message constructor { string __proto__ = 1; toString x = 2; }")).toBe("compatible");
});

test("large schemas are judged in time", () => {
  const started = performance.now();
  const fields = (prefix: string) =>
    `{"type": "record", "name": "R", "fields": [${many(15_000, (index) => `{"name": "${prefix}${index}", "type": "int", "default": ${index}}`)}]}`;
  expect(outcome("avro", fields("a"), fields("b"))).toBe("incompatible");
  const symbols = (from: number) => `{"type": "enum", "name": "E", "symbols": [${many(30_000, (index) => `"S${index + from}"`)}]}`;
  expect(outcome("avro", symbols(0), symbols(1))).toBe("incompatible");
  const properties = (prefix: string) =>
    `{"type": "object", "properties": {${many(15_000, (index) => `"${prefix}${index}": {"type": "integer"}`)}}}`;
  expect(outcome("json-schema", properties("a"), properties("b"))).toBe("incompatible");
  const branches = (from: number) => `{"oneOf": [${many(5000, (index) => `{"const": ${index + from}}`)}]}`;
  expect(outcome("json-schema", branches(0), branches(1))).toBe("incompatible");
  const message = (prefix: string, reserved: string) =>
    `syntax = "proto3"; message M { ${many(15_000, (index) => `string ${prefix}${index} = ${index + 20_000}`).replaceAll(",", ";")}; ${reserved} }`;
  expect(outcome("protobuf", message("a", ""), message("b", `reserved ${many(15_000, (index) => `${index * 2 + 100_000}`)};`))).toBe(
    "incompatible",
  );
  expect(performance.now() - started).toBeLessThan(8000);
});

const doubling = (leaf: string) =>
  JSON.stringify(
    Array.from({ length: 40 }, (_, index) => ({
      type: "record",
      name: `R${index}`,
      fields: ["a", "b"].map((name) => ({ name, type: index === 0 ? leaf : `R${index - 1}` })),
    })),
  );

const unionOf = (count: number) => `[${many(count, (index) => `{"type": "record", "name": "R${index}", "fields": []}`)}]`;

test("types that multiply end", () => {
  expect(outcome("avro", doubling("int"), doubling("string"))).toBe("incompatible");
  expect(outcome("avro", unionOf(1000))).toBe("compatible");
  expect(outcome("avro", unionOf(3000))).toBe("PARSE_FAILED");
});
