import { pascal, type Shape } from "../field.ts";
import { jsonText } from "../json-text.ts";

/** An Avro record for the whole event; event_type and event_version stand on it as attributes. */
export function printAvro(name: string, namespace: string, eventType: string, version: string, shapes: readonly Shape[]): string {
  const record = {
    type: "record",
    name,
    namespace,
    doc: `The event ${eventType}.`,
    event_type: eventType,
    event_version: version,
    fields: shapes.map((shape) => avroField(name, shape)),
  };
  return `${jsonText(record)}\n`;
}

/** One field; an optional one is a union with null and has the default null. */
export function avroField(parent: string, shape: Shape): Record<string, unknown> {
  const value = valueType(parent, shape);
  const held = shape.many === "list" ? { type: "array", items: value } : shape.many === "map" ? { type: "map", values: value } : value;
  return {
    name: shape.name,
    type: shape.optional ? ["null", held] : held,
    ...(shape.optional && { default: null }),
    ...(shape.doc !== undefined && { doc: shape.doc }),
  };
}

/** The name of the record or enum that a field holds; the parent's name keeps it unique. */
export function heldName(parent: string, shape: Shape): string {
  return `${parent}${pascal(shape.name)}`;
}

/** An enum gets a symbol to fall back on, so that values can be added later. */
function avroSymbols(values: readonly string[]): string[] {
  return values.includes("UNKNOWN") ? [...values] : ["UNKNOWN", ...values];
}

function valueType(parent: string, shape: Shape): unknown {
  switch (shape.type) {
    case "uuid":
      return { type: "string", logicalType: "uuid" };
    case "timestamp":
      return shape.iso ? "string" : { type: "long", logicalType: "timestamp-millis" };
    case "date":
      return { type: "int", logicalType: "date" };
    case "decimal":
      return { type: "bytes", logicalType: "decimal", precision: shape.precision, scale: shape.scale };
    case "enum":
      return { type: "enum", name: heldName(parent, shape), symbols: avroSymbols(shape.values), default: "UNKNOWN" };
    case "object": {
      const name = heldName(parent, shape);
      return { type: "record", name, fields: shape.fields.map((field) => avroField(name, field)) };
    }
    default:
      return shape.type;
  }
}
