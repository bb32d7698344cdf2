import { describe, expect, it } from "vitest";
import { heldBy } from "../../src/tools/assess/schema-fields.ts";

const json = (properties: Record<string, unknown>, more: object = {}) => ({
  name: "x.json",
  text: JSON.stringify({ type: "object", properties, ...more }),
});
const names = ["event_id", "event_type", "event_version", "source", "timestamp", "correlation_id"];
const whole = (data: unknown) => Object.fromEntries([...names.map((name) => [name, {}]), ["data", data]]);
const held = (schema: { name: string; text: string }, map = {}) => heldBy("json-schema", schema, ["x"], map);

describe("the envelope of a schema", () => {
  it("is complete under the standard names, CloudEvents names and names of the settings", () => {
    expect(held(json(whole({ type: "object", properties: { a: {} } })))).toEqual({ missingEnvelope: [], payload: "described" });
    const cloud = ["id", "type", "dataschema", "source", "time", "traceparent", "data"];
    expect(held(json(Object.fromEntries(cloud.map((name) => [name, {}])))).missingEnvelope).toEqual([]);
    const usual = ["eventUuid", "event_name", "schemaVersion", "source_service", "produced_at", "request_id", "payload"];
    expect(held(json(Object.fromEntries(usual.map((name) => [name, {}])))).missingEnvelope).toEqual([]);
    const own = { ...Object.fromEntries(names.slice(1).map((name) => [name, {}])), kennung: {}, data: {} };
    expect(held(json(own)).missingEnvelope).toEqual(["event_id"]);
    expect(held(json(own), { event_id: "kennung" }).missingEnvelope).toEqual([]);
    expect(held(json({ data: {} }), Object.fromEntries(names.map((name) => [name, `header:${name}`]))).missingEnvelope).toEqual([]);
  });

  it("may come through $ref and allOf; what leads nowhere is unknown, not missing", () => {
    const parts = { $defs: { base: { type: "object", properties: whole({}) } }, allOf: [{ $ref: "#/$defs/base" }] };
    expect(held(json({ extra: {} }, parts)).missingEnvelope).toEqual([]);
    expect(held(json({ a: {} }, { allOf: [{ $ref: "https://elsewhere.example/base.json" }] }))).toEqual({});
    expect(held({ name: "x.json", text: '{"type":"string"}' })).toEqual({});
    const circle = {
      $defs: { a: { allOf: [{ $ref: "#/$defs/b" }] }, b: { allOf: [{ $ref: "#/$defs/a" }] } },
      allOf: [{ $ref: "#/$defs/a" }],
    };
    expect(held(json({ a: {} }, circle))).toEqual({});
  });

  it("of a Protobuf message may be the message that wraps it", () => {
    const text = `syntax = "proto3"; message Envelope { ${names.map((name, index) => `string ${name} = ${index + 1};`).join(" ")} oneof data { OrderPlaced placed = 20; } } message OrderPlaced { string order_id = 1; }`;
    expect(heldBy("protobuf", { name: "x.proto", text }, ["OrderPlaced"], {}).missingEnvelope).toEqual(["data"]);
    expect(heldBy("protobuf", { name: "x.proto", text: `${text} message Other { string a = 1; }` }, ["Unknown"], {})).toEqual({});
  });

  it("of an Avro union is that of its record", () => {
    const record = { type: "record", name: "X", fields: [...names, "data"].map((name) => ({ name, type: "string" })) };
    expect(heldBy("avro", { name: "x.avsc", text: JSON.stringify(["null", record]) }, ["X"], {}).missingEnvelope).toEqual([]);
  });
});

describe("the payload of a schema", () => {
  it.each([
    [{ type: "object", properties: {} }, "empty"],
    [{ type: "object" }, "empty"],
    [{}, "empty"],
    [{ type: "object", properties: { a: {} } }, "described"],
    [{ type: "object", additionalProperties: { type: "string" } }, "described"],
    [{ oneOf: [] }, "described"],
    [{ type: "string" }, "described"],
  ])("%o is %s", (data, expected) => {
    expect(held(json(whole(data))).payload).toBe(expected);
  });

  it("is described where fields stand beside the envelope, and empty in a record or message without fields", () => {
    expect(held(json({ event_id: {}, total: {} })).payload).toBe("described");
    const data = { type: "record", name: "D", fields: [] };
    const avro = { type: "record", name: "X", fields: [...names.map((name) => ({ name, type: "string" })), { name: "data", type: data }] };
    expect(heldBy("avro", { name: "x.avsc", text: JSON.stringify(avro) }, ["X"], {}).payload).toBe("empty");
    const proto = `syntax = "proto3"; message X { string event_id = 1; Data data = 2; message Data {} }`;
    expect(heldBy("protobuf", { name: "x.proto", text: proto }, ["X"], {}).payload).toBe("empty");
  });
});
