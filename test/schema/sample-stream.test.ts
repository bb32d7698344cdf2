import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import avro from "avsc";
import protobuf from "protobufjs";
import { describe, expect, test } from "vitest";
import { sampleStream } from "../../src/schema/sample-stream.ts";

const jsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["event_id", "event_type", "event_version", "source", "timestamp", "correlation_id", "data"],
  properties: {
    event_id: { type: "string", format: "uuid" },
    event_type: { const: "meter.read" },
    event_version: { type: "string", pattern: "^1\\.[0-9]+$" },
    source: { type: "string" },
    timestamp: { type: "string", format: "date-time" },
    correlation_id: { type: "string", format: "uuid" },
    data: { $ref: "#/$defs/reading" },
  },
  $defs: {
    reading: {
      type: "object",
      required: ["meter_id", "units", "unit", "seq", "taken_by", "grid", "tags"],
      additionalProperties: false,
      properties: {
        meter_id: { type: "string", minLength: 3, maxLength: 40 },
        units: { type: "number", minimum: 0, maximum: 50 },
        unit: { enum: ["kWh", "m3"] },
        seq: { type: "integer", minimum: 1 },
        taken_by: { type: "string", format: "email" },
        grid: { type: "string", pattern: "^[A-Z]{2}-[0-9]{4}$" },
        tags: { type: "array", minItems: 2, items: { type: "string" } },
        parent: { $ref: "#/$defs/reading" },
      },
    },
  },
};

const avroSchema = {
  type: "record",
  name: "MeterRead",
  fields: [
    { name: "event_id", type: { type: "string", logicalType: "uuid" } },
    { name: "timestamp", type: { type: "long", logicalType: "timestamp-millis" } },
    {
      name: "data",
      type: {
        type: "record",
        name: "Reading",
        fields: [
          { name: "meterId", type: "string" },
          { name: "units", type: "int" },
          { name: "note", type: ["null", "string"], default: null },
          { name: "kind", type: { type: "enum", name: "Kind", symbols: ["DAY", "NIGHT"] } },
          { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 6, scale: 2 } },
          { name: "previous", type: ["null", "Reading"], default: null },
        ],
      },
    },
  ],
};

const proto = `syntax = "proto3";
package meters.v1;
import "google/protobuf/timestamp.proto";
enum Kind { KIND_UNSPECIFIED = 0; KIND_DAY = 1; }
message Reading { string meter_id = 1; uint64 units = 2; repeated string tags = 3; map<string, int32> by_hour = 4; oneof who { string name = 5; int32 badge = 6; } }
message MeterRead { string event_id = 1; google.protobuf.Timestamp timestamp = 2; Reading data = 3; Kind kind = 4; sint32 seq = 5; }
`;

const text = (name: string, content: string) => ({ name, text: content });
async function events(...args: Parameters<typeof sampleStream>): Promise<Record<string, unknown>[]> {
  const made = await sampleStream(...args);
  if ("problem" in made) throw new Error(made.problem);
  return [...made.events];
}
const json = () => events("json-schema", text("meter.json", JSON.stringify(jsonSchema)), "meter.read");
type Reading = { meter_id: string; seq: number } & Record<string, unknown>;
const dataOf = (event: Record<string, unknown>): Reading => event["data"] as Reading;

describe("events made from a schema", () => {
  test("a JSON Schema's own validator accepts them", async () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(jsonSchema);
    for (const event of await json()) expect([validate(event), validate.errors]).toEqual([true, null]);
  });
  test("avsc accepts them", async () => {
    const type = avro.Type.forSchema(avroSchema as avro.Schema);
    for (const event of await events("avro", text("meter.avsc", JSON.stringify(avroSchema)), "meter.read"))
      expect(type.isValid(event)).toBe(true);
  });
  test("protobufjs accepts them", async () => {
    const { root } = protobuf.parse(
      proto.replace('import "google/protobuf/timestamp.proto";', "").replace("google.protobuf.Timestamp", "string"),
    );
    const type = root.lookupType("meters.v1.MeterRead");
    for (const event of await events("protobuf", text("meter.proto", proto), "meter.read")) {
      const message = type.fromObject(event);
      expect(type.verify(message)).toBe(null);
      const plain = type.toObject(message, { longs: String, enums: String });
      expect({ ...plain, eventId: plain["eventId"] as string }).toMatchObject(event);
    }
  });
  test("two entities, in turns, each with a sequence that has no gap", async () => {
    const made = await json();
    const byMeter = new Map<string, Reading[]>();
    for (const reading of made.map(dataOf)) byMeter.set(reading.meter_id, [...(byMeter.get(reading.meter_id) ?? []), reading]);
    expect(made.length).toBeGreaterThanOrEqual(6);
    expect(byMeter.size).toBe(2);
    for (const readings of byMeter.values()) expect(readings.map(({ seq }) => seq)).toEqual(readings.map((_, index) => index + 1));
  });
  test("one pair has equal payloads but for the sequence, every event an id of its own", async () => {
    const made = await json();
    const payloads = made.map((event) => JSON.stringify(dataOf(event)).replaceAll(/"seq":\d+/g, ""));
    expect(payloads.length - new Set(payloads).size).toBe(1);
    expect(new Set(made.map((event) => event["event_id"])).size).toBe(made.length);
  });
  test("the same seed gives the same events, another seed other ids", async () => {
    const schema = text("meter.json", JSON.stringify(jsonSchema));
    expect(await json()).toEqual(await json());
    expect((await events("json-schema", schema, "meter.read", 2))[0]!["event_id"]).not.toBe((await json())[0]!["event_id"]);
  });
});

describe("schemas that give none", () => {
  test.each([
    [
      "a pattern that nothing simple fits",
      { type: "object", required: ["code"], properties: { code: { type: "string", pattern: "^(?=.*q7)[^a-p]{31}$" } } },
      /nothing fits .* code/,
    ],
    [
      "a required part that holds itself",
      { $ref: "#/$defs/a", $defs: { a: { type: "object", required: ["next"], properties: { next: { $ref: "#/$defs/a" } } } } },
      /nested too deep/,
    ],
    ["no object", { type: "array" }, /no object/],
    ["a reference to nowhere", { type: "object", required: ["a"], properties: { a: { $ref: "#/$defs/none" } } }, /nobody supplied/],
  ])("%s", async (_, schema, message) => {
    expect(await sampleStream("json-schema", text("bad.json", JSON.stringify(schema)), "a.b")).toEqual({
      problem: expect.stringMatching(message) as string,
    });
  });
  test("a wide schema that names itself ends soon", async () => {
    const properties = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, { $ref: "#" }]));
    const began = performance.now();
    await sampleStream("json-schema", text("wide.json", JSON.stringify({ type: "object", properties })), "a.b");
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
