import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAvro } from "../../src/schema/formats/avro.ts";
import { parseJsonSchema } from "../../src/schema/formats/json-schema.ts";
import { inlineJson, jsonText } from "../../src/schema/json-text.ts";
import { parsePlaced } from "../../src/schema/positions.ts";
import { formatOf } from "../../src/schema/schema-text.ts";

test("reads all JSON, and every pointer leads to its own text", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2), jsonText(value), inlineJson(value)]) {
        const placed = parsePlaced(text, "x");
        expect(placed.value).toEqual(JSON.parse(text));
        const root = placed.node("");
        expect(JSON.parse(text.slice(root.offset, root.end))).toEqual(JSON.parse(text));
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

test.each([
  ['{"a": 1,}', '1:9: expected a key in double quotes, found "}"'],
  ['{"a" 1}', '1:6: expected ":" after the key "a", found "1"'],
  ["{'a': 1}", "1:2: expected a key in double quotes"],
  ["[1, 2", '1:6: expected "]" or a comma after an element, found the end of the text'],
  ['{\n  "a": tru\n}', '2:8: unexpected "t"'],
  ['{"a": "x\n"}', "1:9: a string holds a raw control character"],
  ['{"a": "\\q"}', "1:7: a string holds an unknown escape"],
  ['{"a": 01}', '1:7: unexpected "0"'],
  ["{} {}", '1:4: unexpected "{" after the end'],
  ["", "1:1: the text ends where a value is expected"],
  ["<<<<<<< HEAD\n{}", '1:1: unexpected "<"'],
])("refuses %j with the place", (text, message) => {
  expect(() => parsePlaced(text, "f.json")).toThrow(`f.json:${message}`);
  expect(() => JSON.parse(text)).toThrow();
});

test.each([
  ['{"type": "record", "name": "R"}', 'x.avsc:1:1: record R needs "fields"'],
  ['{"type": "record", "name": "R", "fields": [{"name": "a"}]}', 'x.avsc:1:44: field "a" needs "type"'],
  [
    '{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"},\n {"name": "a", "type": "int"}]}',
    'x.avsc:2:2: field "a" is defined twice',
  ],
  ['{"type": "enum", "name": "E"}', '"symbols"'],
  ['{"type": "fixed", "name": "F"}', '"size"'],
  ['{"type": "array"}', '"items"'],
  ['{"name": "x"}', 'a type needs "type"'],
  ['{"protocol": "P", "types": []}', "Avro protocol"],
  ["3", "a type is a name"],
])("Avro refuses %j", (text, message) => {
  expect(() => parseAvro({ name: "x.avsc", text })).toThrow(message);
});

test("Avro names carry their namespace, and logical types stay", () => {
  const text = JSON.stringify({
    type: "record",
    name: "shop.R",
    fields: [
      { name: "e", type: { type: "enum", name: "E", symbols: ["A"], aliases: ["Old", "other.Old"] } },
      { name: "again", type: "shop.E" },
      { name: "d", type: { type: "bytes", logicalType: "decimal", precision: 4, scale: 2 } },
    ],
  });
  const { root } = parseAvro({ name: "x.avsc", text });
  if (root.kind !== "record") throw new Error("no record");
  const [first, again, decimal] = root.fields;
  expect(root).toMatchObject({ name: "R", fullName: "shop.R" });
  expect(first!.type).toMatchObject({ fullName: "shop.E", aliases: ["shop.Old", "other.Old"], pointer: "/fields/0/type" });
  expect(again!.type).toBe(first!.type);
  expect(decimal!.type).toMatchObject({ kind: "bytes", logical: { type: "decimal", precision: 4, scale: 2 } });
});

test("JSON Schema may be YAML; places are those of the YAML", () => {
  const document = parseJsonSchema({ name: "a.yaml", text: "type: object\nproperties:\n  id:\n    type: string\n" });
  expect(document.root.schema).toEqual({ type: "object", properties: { id: { type: "string" } } });
  expect(document.texts.get("a.yaml")!.place("/properties/id/type")).toEqual({ line: 4, column: 5 });
  expect(() => parseJsonSchema({ name: "a.yaml", text: "a: [1\nb: 2\n" })).toThrow(/^a\.yaml:\d+:\d+: /);
  expect(() => parseJsonSchema({ name: "a.yaml", text: `a: &a [x]\nb: &b [${"*a,".repeat(50)}]\nc: [${"*b,".repeat(50)}]` })).toThrow(
    "a.yaml:1:1",
  );
  expect(() => parseJsonSchema({ name: "a.json", text: "[]" })).toThrow("a.json:1:1: a JSON Schema is an object or a boolean");
});

test.each([
  ['{"asyncapi": "3.0.0", "info": {"title": "x"}}', "asyncapi document"],
  ['{"name": "shop", "version": "1.0.0"}', "no JSON Schema: none of name, version"],
])("JSON Schema refuses %j, for nothing of it would be compared", (text, message) => {
  expect(() => parseJsonSchema({ name: "a.json", text })).toThrow(message);
  expect(parseJsonSchema({ name: "a.json", text: "{}" }).root.schema).toEqual({});
});

test.each([
  ["order.avsc", "", "avro"],
  ["order.proto", "", "protobuf"],
  ["order.json", '{"type": "object"}', "json-schema"],
  ["order.json", '{"type": "record", "name": "R", "fields": []}', "avro"],
  ["schema", 'syntax = "proto3";', "protobuf"],
  ["schema", "// a comment\nmessage M {}", "protobuf"],
  ["schema", '["null", "string"]', "avro"],
  ["schema", '{"$ref": "#"}', "json-schema"],
  ["order.yml", "type: object", "json-schema"],
  ["schema", "hello", undefined],
])("the format of %s %j is %s", (name, text, format) => {
  expect(formatOf(name, text)).toBe(format);
});
