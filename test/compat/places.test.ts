import { expect, test } from "vitest";
import { type CheckInput, checkCompatibility } from "../../src/compat/check.ts";
import type { SchemaLanguage } from "../../src/model/event.ts";

const lines = (...text: string[]) => text.join("\n");
const check = (format: SchemaLanguage, before: string, after: string, extra: Partial<CheckInput> = {}) =>
  checkCompatibility({
    format,
    schema: { name: "new", text: after },
    against: [{ name: "old", text: before }],
    mode: "BACKWARD",
    policy: "house",
    ...extra,
  });
const places = ({ findings }: ReturnType<typeof check>) => findings.map(({ rule, at, line, column }) => `${rule} ${at} ${line}:${column}`);

test("Avro findings stand at the field, the type, the symbol", () => {
  const before = lines(
    '{"type": "record", "name": "R", "fields": [',
    ' {"name": "a", "type": "int"},',
    ' {"name": "gone", "type": "string"},',
    ' {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["A"]}}',
    "]}",
  );
  const after = lines(
    '{"type": "record", "name": "R", "fields": [',
    ' {"name": "a", "type": "long"},',
    ' {"name": "e",',
    '  "type": {"type": "enum", "name": "E",',
    '   "symbols": ["A", "B"]}},',
    ' {"name": "n", "type": "string"}',
    "]}",
  );
  expect(places(check("avro", before, after))).toEqual([
    "AVRO_FIELD_REMOVED  1:1",
    "AVRO_TYPE_CHANGED /fields/0/type 2:16",
    "AVRO_ENUM_SYMBOL_ADDED /fields/1/type/symbols/1 5:21",
    "AVRO_FIELD_ADDED_WITHOUT_DEFAULT /fields/2 6:2",
  ]);
  expect(check("avro", before, after).findings[0]).toMatchObject({ was: "/fields/1", evidence: [{ file: "old", line: 3 }] });
});

test("JSON Schema findings stand at the keyword", () => {
  const before = lines("{", ' "type": "object",', ' "properties": {', '  "a~b/c": {"type": "string"}', " }", "}");
  const after = lines(
    "{",
    ' "type": "object",',
    ' "properties": {',
    '  "a~b/c": {',
    '   "type": "integer"',
    "  },",
    '  "n": {"type": "string"}',
    " },",
    ' "required": ["n"]',
    "}",
  );
  expect(places(check("json-schema", before, after))).toEqual([
    "JSON_TYPE_CHANGED /properties/a~0b~1c/type 5:4",
    "JSON_REQUIRED_PROPERTY_ADDED /properties/n 7:3",
  ]);
});

test("Protobuf findings stand at the field, its type, or the message that lost it", () => {
  const before = lines('syntax = "proto3";', "message M {", "  int32 a = 1;", "  message In { string b = 1; }", "}");
  const after = lines('syntax = "proto3";', "// a comment", "message M {", "  repeated", "  int64 a = 1;", "  message In {", "  }", "}");
  expect(places(check("protobuf", before, after))).toEqual([
    "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY /M/1 4:3",
    "FIELD_SAME_TYPE /M/1/type 5:3",
    "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED /M/In 6:3",
    "FIELD_NO_DELETE_UNLESS_NAME_RESERVED /M/In 6:3",
  ]);
});

const protoFile = (body: string) => `syntax = "proto3";\npackage p;\n${body}`;

const treeOf = (name: string, files: Record<string, string>) => ({ name, text: "", files });

test("a tree of Protobuf files is compared path by path", () => {
  const before = treeOf("1", {
    "a.proto": protoFile("message A { string x = 1; }"),
    "sub/b.proto": protoFile("message B { string y = 1; }"),
  });
  const after = treeOf("2", {
    "a.proto": protoFile("message A { string x = 1; }"),
    "sub/b.proto": protoFile("message B { int32 y = 1; }"),
  });
  const result = checkCompatibility({ format: "protobuf", schema: after, against: [before], mode: "BACKWARD", policy: "house" });
  expect(result.findings).toMatchObject([
    { rule: "FIELD_SAME_TYPE", at: "sub/b.proto#/B/1/type", file: "sub/b.proto", line: 3, column: 13 },
  ]);
  const moved = treeOf("2", { "a.proto": protoFile("message A { string x = 1; }\nmessage B { string y = 1; }") });
  expect(checkCompatibility({ format: "protobuf", schema: moved, against: [before], mode: "BACKWARD", policy: "house" }).verdict).toBe(
    "compatible",
  );
  const changed = treeOf("2", { "a.proto": protoFile("message A { string x = 1; }\nmessage B { int64 y = 1; }") });
  const { findings } = checkCompatibility({ format: "protobuf", schema: changed, against: [before], mode: "BACKWARD", policy: "house" });
  expect(findings).toMatchObject([{ rule: "FIELD_SAME_TYPE", file: "a.proto", line: 4, was: "sub/b.proto#/B/1/type" }]);
});

const kindEnum = (name: string) => `enum Kind { ${name}_UNSPECIFIED = 0; }`;

test("a Protobuf type is the one that its scope means", () => {
  const before = protoFile(`message A { message B { Kind k = 1; p.A.Kind l = 2; } ${kindEnum("A")} }`);
  const same = protoFile(`message A { message B { A.Kind k = 1; .p.A.Kind l = 2; } ${kindEnum("A")} }`);
  const hidden = protoFile(`message A { message B { Kind k = 1; p.A.Kind l = 2; ${kindEnum("B")} } ${kindEnum("A")} }`);
  expect(check("protobuf", before, same).verdict).toBe("compatible");
  expect(check("protobuf", before, hidden).findings).toMatchObject([{ rule: "FIELD_SAME_TYPE", at: "/A/B/1/type" }]);
});

const avroRecord = (name: string, ...fields: object[]) => ({ type: "record", name, fields });

const aliased = (schema: string) =>
  check("avro", '{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]}', schema);

test("what Avro's resolution refuses is said once, and beside other breaks", () => {
  const before = avroRecord(
    "R",
    { name: "a", type: "int" },
    { name: "s", type: avroRecord("S", { name: "x", type: "int" }) },
    { name: "u", type: ["null", avroRecord("U", { name: "y", type: "int" })] },
  );
  const after = avroRecord(
    "R",
    { name: "s", type: avroRecord("S", { name: "x", type: "string" }) },
    { name: "u", type: ["null", avroRecord("U", { name: "y", type: "string" })] },
  );
  const rules = (mode: CheckInput["mode"]) =>
    check("avro", JSON.stringify(before), JSON.stringify(after), { mode }).findings.map(({ rule, at }) => `${rule} ${at}`);
  const expected = [
    "AVRO_FIELD_REMOVED ",
    "AVRO_TYPE_CHANGED /fields/0/type/fields/0/type",
    "AVRO_TYPE_CHANGED /fields/1/type/1/fields/0/type",
  ];
  expect(rules("BACKWARD")).toEqual(expected);
  expect(rules("FULL")).toEqual(expected);
  expect(
    aliased('{"type": "record", "name": "R", "fields": [{"name": "c", "type": "int", "aliases": ["a", "b"]}]}').findings.map(
      ({ rule }) => rule,
    ),
  ).toContain("READER_FIELD_MISSING_DEFAULT_VALUE");
});

const moneySchema = (type: string) =>
  JSON.stringify({ type: "record", name: "Money", namespace: "shop", fields: [{ name: "cents", type }] });

const judgeAvro = (after: CheckInput["schema"], before: CheckInput["schema"]) =>
  checkCompatibility({ format: "avro", schema: after, against: [before], mode: "BACKWARD", policy: "house" });

const order = JSON.stringify({ type: "record", name: "Order", namespace: "shop", fields: [{ name: "price", type: "Money" }] });
const orderWith = (type: string) => ({
  name: "order.avsc",
  text: order,
  files: { "order.avsc": order, "money.avsc": moneySchema(type) },
});

test("Avro types may lie in other files; what nobody supplied leaves the verdict open", () => {
  expect(judgeAvro(orderWith("long"), orderWith("int")).findings).toMatchObject([
    { rule: "AVRO_TYPE_CHANGED", file: "money.avsc", at: "money.avsc#/fields/0/type" },
  ]);
  expect(judgeAvro(orderWith("int"), orderWith("int")).verdict).toBe("compatible");
  expect(judgeAvro({ name: "order.avsc", text: order }, { name: "old.avsc", text: order })).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("Money"),
  });
});

const orderText = (type: string) =>
  JSON.stringify({
    $id: "https://shop.example/order",
    properties: { a: { $ref: "#/$defs/a" }, b: { $ref: "money" }, c: { $ref: "#c" }, d: { $ref: "common.json#/$defs/d" } },
    $defs: { a: { type }, money: { $id: "https://shop.example/money", type }, c: { $anchor: "c", type } },
  });

const judgeJson = (after: CheckInput["schema"], before: CheckInput["schema"]) =>
  checkCompatibility({ format: "json-schema", schema: after, against: [before], mode: "BACKWARD", policy: "house" });

test("a JSON Schema reference is followed, in the file, by $id and $anchor, and into supplied files", () => {
  const supplied = (type: string) => ({
    name: "order.json",
    text: orderText(type),
    files: {
      "order.json": orderText(type),
      "common.json": JSON.stringify({ $id: "https://shop.example/common.json", $defs: { d: { type } } }),
    },
  });
  expect(judgeJson(supplied("integer"), supplied("string")).findings.map(({ at }) => at)).toEqual(
    ["/$defs/a/type", "/$defs/money/type", "/$defs/c/type", "common.json#/$defs/d/type"].sort(
      (a, b) => (a.startsWith("/") ? 1 : 0) - (b.startsWith("/") ? 1 : 0),
    ),
  );
  expect(judgeJson(supplied("string"), supplied("string")).verdict).toBe("compatible");
  const alone = { name: "order.json", text: orderText("string") };
  expect(judgeJson(alone, { ...alone, name: "old.json" })).toMatchObject({
    verdict: "inconclusive",
    reason: expect.stringContaining("common.json"),
  });
});

const requiring = (...fields: string[]) =>
  JSON.stringify({ type: "object", properties: Object.fromEntries(fields.map((name) => [name, { type: "string" }])), required: fields });

test("transitive modes look at every version, the others at the newest; the answer names them", () => {
  const against = [
    { name: "2", text: requiring("a") },
    { name: "1", text: requiring() },
  ];
  const judge = (mode: CheckInput["mode"]) =>
    checkCompatibility({ format: "json-schema", schema: { name: "3", text: requiring("a") }, against, mode, policy: "auto" });
  expect(judge("BACKWARD")).toMatchObject({ verdict: "compatible", policy: "house", compared: ["2"], deployFirst: "consumers" });
  expect(judge("BACKWARD_TRANSITIVE")).toMatchObject({ verdict: "incompatible", compared: ["2", "1"], findings: [{ against: "1" }] });
  expect(judge("FORWARD").deployFirst).toBe("producers");
  expect(judge("FULL").deployFirst).toBe("any");
});

test("nothing to compare with is no verdict, and an older version that does not parse is passed over by name", () => {
  const schema = { name: "new", text: '{"type": "object"}' };
  const judge = (against: CheckInput["against"]) =>
    checkCompatibility({ format: "json-schema", schema, against, mode: "BACKWARD_TRANSITIVE", policy: "house" });
  expect(judge([])).toMatchObject({ verdict: "inconclusive", reason: "there is no older version to compare with." });
  const broken = { name: "broken", text: "{" };
  expect(judge([broken])).toMatchObject({
    verdict: "inconclusive",
    compared: [],
    skipped: [{ name: "broken", why: expect.stringContaining("broken:1:2") }],
  });
  expect(judge([broken, { name: "old", text: '{"type": "object"}' }])).toMatchObject({
    verdict: "compatible",
    compared: ["old"],
    skipped: [{ name: "broken" }],
  });
});
