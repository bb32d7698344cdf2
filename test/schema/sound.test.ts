import { describe, expect, test } from "vitest";
import { checkSound } from "../../src/schema/sound.ts";
import { ToolError } from "../../src/tool.ts";

const refusal = (format: "avro" | "json-schema" | "protobuf", name: string, value: unknown) => {
  try {
    checkSound(format, { name, text: JSON.stringify(value, undefined, 1) });
    return "sound";
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return `${error.code} ${error.message}`;
  }
};
const record = (type: unknown) => ({ type: "record", name: "Placed", fields: [{ name: "x", type }] });

describe("a schema that nobody can use is refused with its place", () => {
  test.each<[string, unknown, RegExp]>([
    ["a misspelt primitive", record("strin"), /^PARSE_FAILED a\.avsc:\d+:\d+: Avro has no type "strin"/],
    ["inside a union in a list", record({ type: "array", items: ["null", "uuid"] }), /no type "uuid"/],
  ])("Avro: %s", (_, value, message) => {
    expect(refusal("avro", "a.avsc", value)).toMatch(message);
  });
  test.each<[string, unknown, RegExp]>([
    ["a misspelt type", { type: "objekt" }, /^PARSE_FAILED a\.json:2:\d+: JSON Schema has no type "objekt"/],
    ["one of several types", { properties: { a: { items: { type: ["string", "nul"] } } } }, /no type "nul"/],
    ["a reference to nothing", { allOf: [{ $ref: "#/$defs/none" }], $defs: { some: {} } }, /#\/\$defs\/none leads to nothing/],
  ])("JSON Schema: %s", (_, value, message) => {
    expect(refusal("json-schema", "a.json", value)).toMatch(message);
  });
});

describe("what may be right is left alone", () => {
  test.each<[string, unknown]>([
    ["a type of another file", record("Money")],
    ["a type of a namespace", record("shop.money")],
    ["a record that names itself", { type: "record", name: "Node", fields: [{ name: "next", type: ["null", "Node"] }] }],
  ])("Avro: %s", (_, value) => {
    expect(refusal("avro", "a.avsc", value)).toBe("sound");
  });
  test.each<[string, unknown]>([
    ["a property called type", { properties: { type: { const: "placed" }, $ref: { type: "string" } } }],
    ["a schema elsewhere", { $ref: "https://elsewhere.example/a.json" }],
    ["a circle", { $defs: { a: { properties: { a: { $ref: "#/$defs/a" } } } }, $ref: "#/$defs/a" }],
    ["a constant that looks like a schema", { const: { type: "objekt" }, default: { type: "x" }, examples: [{ type: "y" }] }],
    ["true and false", { properties: { a: true, b: false }, additionalProperties: false }],
  ])("JSON Schema: %s", (_, value) => {
    expect(refusal("json-schema", "a.json", value)).toBe("sound");
  });
});
