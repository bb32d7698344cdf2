import type { Shape } from "../field.ts";
import { jsonText } from "../json-text.ts";

/** A JSON Schema (2020-12) for the whole event. Objects stay open, so that optional properties can be added. */
export function printJsonSchema(name: string, shapes: readonly Shape[]): string {
  const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", title: name, ...object(shapes) };
  return `${jsonText(schema)}\n`;
}

/** The sub-schema of one property. */
export function jsonProperty(shape: Shape): Record<string, unknown> {
  const value = one(shape);
  const held: Record<string, unknown> =
    shape.many === "list"
      ? { type: "array", items: value }
      : shape.many === "map"
        ? { type: "object", additionalProperties: value }
        : value;
  const fitting = shape.nullable === true && typeof held["type"] === "string" ? { ...held, type: [held["type"], "null"] } : held;
  return shape.doc === undefined ? fitting : { description: shape.doc, ...fitting };
}

function object(shapes: readonly Shape[]): Record<string, unknown> {
  const required = shapes.filter(({ optional }) => !optional).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(shapes.map((shape) => [shape.name, jsonProperty(shape)])),
    ...(required.length > 0 && { required }),
  };
}

function one(shape: Shape): Record<string, unknown> {
  if (shape.constant !== undefined) return { type: "string", const: shape.constant };
  switch (shape.type) {
    case "int":
      return { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    case "long":
      return { type: "integer" };
    case "float":
    case "double":
      return { type: "number" };
    case "boolean":
      return { type: "boolean" };
    case "bytes":
      return { type: "string", contentEncoding: "base64" };
    case "uuid":
      return { type: "string", format: "uuid" };
    case "timestamp":
      return { type: "string", format: "date-time" };
    case "date":
      return { type: "string", format: "date" };
    case "decimal":
      return { type: "string", pattern: decimalPattern(shape) };
    case "enum":
      return { type: "string", enum: shape.values };
    case "object":
      return object(shape.fields);
    default:
      return { type: "string", ...(shape.pattern !== undefined && { pattern: shape.pattern }) };
  }
}

function decimalPattern({ precision, scale }: Shape): string {
  const whole = precision - scale;
  return `^-?[0-9]${whole > 1 ? `{1,${whole}}` : ""}${scale === 0 ? "" : `(\\.[0-9]{1,${scale}})?`}$`;
}
