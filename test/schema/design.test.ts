import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import avro from "avsc";
import fc from "fast-check";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import { envelope, type SchemaLanguage } from "../../src/model/event.ts";
import { designSchema } from "../../src/schema/design.ts";
import { extendSchema } from "../../src/schema/extend.ts";
import { type Field, fieldTypes } from "../../src/schema/field.ts";

const languages: SchemaLanguage[] = ["avro", "protobuf", "json-schema"];

/** Every type, alone, optional, as a list and as a map. */
const everything: Field[] = fieldTypes.flatMap((type) =>
  ["", "[]", "{}"].flatMap((suffix, index) =>
    [false, true].map((optional) => ({
      name: `${type}_${index}${optional ? "_maybe" : ""}`,
      type: `${type}${suffix}`,
      optional,
      doc: `A ${type}.`,
      ...(type === "enum" && { values: ["NEW", "PAID"] }),
      ...(type === "object" && {
        fields: [
          { name: "city", type: "string" },
          { name: "kind", type: "enum", values: ["A"] },
        ],
      }),
    })),
  ),
);

/** Does the format's real library take the schema and the event? */
const accepts: Record<SchemaLanguage, (schema: string, event: unknown) => void> = {
  avro: (schema, event) => {
    const type = avro.Type.forSchema(JSON.parse(schema) as avro.Schema, { wrapUnions: true });
    const value = type.fromString(JSON.stringify(event));
    expect(type.fromBuffer(type.toBuffer(value))).toEqual(value);
  },
  protobuf: (schema, event) => {
    const root = protobuf.parse(schema, new protobuf.Root(), { keepCase: true }).root;
    const stamp = protobuf.common.get("google/protobuf/timestamp.proto")!.nested!;
    if (schema.includes("timestamp.proto")) root.addJSON(stamp);
    root.resolveAll();
    const [name] = /message (\w+)/.exec(schema)!.slice(1);
    const type = root.lookupType(name!);
    const plain = structuredClone(event) as Record<string, unknown>;
    const payload = plain["data"] as Record<string, unknown>;
    for (const [key, value] of Object.entries(payload)) if (key.startsWith("timestamp")) payload[key] = stamped(value);
    const bytes = type.encode(type.fromObject(plain)).finish();
    expect(bytes.length).toBeGreaterThan(50);
    const id = "event_id" in plain ? "event_id" : "id";
    expect(type.toObject(type.decode(bytes), { enums: String })).toMatchObject({ [id]: plain[id] });
  },
  "json-schema": (schema, event) => {
    const ajv = formats.default(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }));
    const validate = ajv.compile(JSON.parse(schema) as object);
    validate(event);
    expect(validate.errors).toBeNull();
  },
};

function stamped(value: unknown): unknown {
  if (typeof value === "string") return { seconds: Math.floor(Date.parse(value) / 1000), nanos: 0 };
  if (Array.isArray(value)) return value.map(stamped);
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, stamped(inner)]));
}

test.each(languages)("%s: the real library takes the schema and the sample event, whatever the fields", (format) => {
  const design = designSchema({ eventType: "order.line_added", format, fields: everything });
  accepts[format](design.text, design.sample);
  expect(Object.keys(design.sample)).toEqual(envelope.map(({ name }) => name));
  expect(design.sample).toMatchObject({
    event_type: "order.line_added",
    event_version: "1.0",
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(designSchema({ eventType: "order.line_added", format, fields: everything })).toEqual(design);
});

test.each(languages)("%s: a sample gives the same kind of schema", (format) => {
  const sample = {
    id: "7d4f2f6c-6c6f-4c38-9d3f-1f6a2d9a7c11",
    cents: 1200,
    rate: 0.5,
    paid: true,
    at: "2026-03-01T10:00:00Z",
    day: "2026-03-01",
    lines: [{ sku: "a" }, { sku: "b", note: "x" }],
    tags: ["a"],
    to: { city: "Bonn" },
    coupon: null,
    extra: {},
  };
  const design = designSchema({ eventType: "order.placed", format, sample });
  if (format !== "protobuf") accepts[format](design.text, design.sample);
  expect(design.notes.join(" ")).toContain("coupon is null in the sample");
  expect(design.text).toContain("note");
  // The caller's own payload fits what was made of it.
  if (format === "json-schema") accepts[format](design.text, { ...design.sample, data: sample });
  expect(
    designSchema({ eventType: "order.placed", format, sample: { event_id: "x", event_type: "order.placed", data: sample } }).text,
  ).toBe(design.text);
  expect(designSchema({ eventType: "order.placed", format, sample: JSON.stringify(sample) }).text).toBe(design.text);
});

test("CloudEvents attributes instead of the envelope", () => {
  const design = designSchema({
    eventType: "order.placed",
    format: "json-schema",
    cloudEvents: true,
    fields: [{ name: "order_id", type: "string" }],
  });
  accepts["json-schema"](design.text, design.sample);
  expect(design.sample).toMatchObject({
    specversion: "1.0",
    type: "order.placed",
    id: expect.any(String),
    source: expect.any(String),
    time: expect.any(String),
    data: { order_id: "order_id" },
  });
  expect(JSON.parse(design.text).required).toEqual(["specversion", "id", "source", "type", "time", "dataschema", "correlationid", "data"]);
});

test.each(languages)("%s: the real library takes a CloudEvent too", (format) => {
  const design = designSchema({ eventType: "order.placed", format, cloudEvents: true, fields: everything });
  accepts[format](design.text, design.sample);
});

test.each(languages)("%s: added fields pass check-compat in every mode and change nothing else", (format) => {
  const base = designSchema({ eventType: "order.placed", format, fields: everything });
  const types = fc.constantFrom(...fieldTypes.filter((type) => type !== "enum" && type !== "object"));
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.constantFrom("n1", "n2", "n3"), types, fc.constantFrom("", "[]", "{}")), {
        minLength: 1,
        selector: ([name]) => name,
      }),
      (picked) => {
        const fields = [
          ...picked.map(([name, type, suffix]) => ({ name, type: type + suffix })),
          { name: "n_kind", type: "enum", values: ["A", "B"] },
          { name: "n_to", type: "object", fields: [{ name: "x", type: "timestamp" }] },
        ];
        const extended = extendSchema({ name: "old", text: base.text }, format, fields);
        const result = checkCompatibility({
          format,
          schema: { name: "new", text: extended.text },
          against: [{ name: "old", text: base.text }],
          mode: "FULL_TRANSITIVE",
          policy: "house",
        });
        expect(result.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
        expect(result.verdict).toBe("compatible");
        const lines = new Set(extended.text.split("\n").map((line) => line.trim().replace(/,$/, "").replace("1.1", "1.0")));
        expect(base.text.split("\n").filter((line) => !lines.has(line.trim().replace(/,$/, "")))).toEqual([]);
        if (format !== "json-schema") expect(extended.eventVersion).toBe("1.1");
      },
    ),
    { seed: 5, numRuns: 20 },
  );
});

test("a field is added where the payload is, by a small edit", () => {
  const previous = {
    name: "a.avsc",
    text: '{"type": "record", "name": "R", "fields": [\n  {"name": "data", "type": {"type": "record", "name": "D", "fields": [\n    {"name": "a", "type": "int"}\n  ]}}\n]}',
  };
  expect(extendSchema(previous, "avro", [{ name: "b", type: "int", optional: true }]).text).toBe(
    previous.text.replace(
      '{"name": "a", "type": "int"}',
      '{"name": "a", "type": "int"},\n    { "name": "b", "type": ["null", "int"], "default": null }',
    ),
  );
  const proto = { name: "a.proto", text: 'syntax = "proto3";\n\nmessage A {\n  reserved 3;\n  string x = 2;\n}\n' };
  expect(extendSchema(proto, "protobuf", [{ name: "y", type: "timestamp" }]).text).toBe(
    'syntax = "proto3";\n\nimport "google/protobuf/timestamp.proto";\n\nmessage A {\n  reserved 3;\n  string x = 2;\n  optional google.protobuf.Timestamp y = 4;\n}\n',
  );
  const hollow = { name: "a.json", text: '{"properties": {"data": {"properties": {}}}}' };
  expect(JSON.parse(extendSchema(hollow, "json-schema", [{ name: "y", type: "int" }]).text)).toMatchObject({
    properties: { data: { properties: { y: { type: "integer" } } } },
  });
  const empty = { name: "a.json", text: '{"properties": {}}' };
  expect(JSON.parse(extendSchema(empty, "json-schema", [{ name: "y", type: "int" }]).text)).toMatchObject({
    properties: { y: { type: "integer" } },
  });
});

test.each<[string, Field[], SchemaLanguage, string]>([
  ["a taken name", [{ name: "a", type: "int" }], "avro", 'has a field "a" already'],
  ["a name of another format", [{ name: "x-y", type: "int" }], "avro", "write x_y"],
  ["an enum without values", [{ name: "x", type: "enum" }], "avro", 'an enum needs "values"'],
])("refuses %s", (_, fields, format, message) => {
  expect(() =>
    extendSchema({ name: "a", text: '{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}' }, format, fields),
  ).toThrow(message);
});

test.each<[string, Partial<Parameters<typeof designSchema>[0]>, string]>([
  ["fields and sample", { fields: [], sample: {} }, "either fields or sample"],
  ["neither", {}, "either fields or sample"],
  [
    "twins",
    {
      fields: [
        { name: "orderId", type: "int" },
        { name: "order_id", type: "int" },
      ],
    },
    "too much like another field",
  ],
  ["an object without fields", { fields: [{ name: "x", type: "object" }] }, 'an object needs "fields"'],
  ["a mixed list", { sample: { x: [1, "a"] } }, "x holds values of different types"],
  ["a list as sample", { sample: [1] }, "no JSON object"],
  ["broken text as sample", { sample: '{"a": }' }, "sample:1:7"],
])("refuses %s", (_, input, message) => {
  expect(() => designSchema({ eventType: "order.placed", format: "avro", ...input })).toThrow(message);
});
