import type { SchemaLanguage } from "../model/event.ts";
import type { Shape } from "./field.ts";
import { heldName } from "./print/avro.ts";
import { protoValues } from "./print/protobuf.ts";

const moment = "2026-01-15T09:30:00.000Z";

/** What a sample is written for: the format, and in Avro the names of records and enums. */
interface Target {
  format: SchemaLanguage;
  namespace: string;
  parent: string;
}

/** A valid event in the format's JSON encoding; the same fields give the same event. Avro unions are wrapped: {"string": "x"}. */
export function sampleEvent(format: SchemaLanguage, name: string, namespace: string, shapes: readonly Shape[]): Record<string, unknown> {
  let ids = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`;

  const object = (fields: readonly Shape[], target: Target): Record<string, unknown> =>
    Object.fromEntries(fields.map((shape) => [shape.name, optional(shape, target)]));

  const optional = (shape: Shape, target: Target): unknown => {
    const value = held(shape, target);
    return format === "avro" && shape.optional ? { [branchName(shape, target)]: value } : value;
  };

  const held = (shape: Shape, target: Target): unknown => {
    const examples = shape.many === "one" ? [shape.example] : Array.isArray(shape.example) ? shape.example.slice(0, 1) : [undefined];
    const value = one(shape, examples[0], target);
    return shape.many === "list" ? [value] : shape.many === "map" ? { key: value } : value;
  };

  const one = (shape: Shape, example: unknown, target: Target): unknown => {
    if (shape.constant !== undefined) return shape.constant;
    switch (shape.type) {
      case "object":
        return object(shape.fields, { ...target, parent: heldName(target.parent, shape) });
      case "enum":
        return format === "protobuf" ? protoValues(shape)[0] : shape.values[0];
      case "uuid":
        return typeof example === "string" ? example : uuid();
      case "timestamp":
        return timestamp(typeof example === "string" ? example : moment, format === "avro" && !shape.iso);
      case "date":
        return date(typeof example === "string" ? example : moment.slice(0, 10), format);
      case "boolean":
        return typeof example === "boolean" ? example : true;
      case "int":
      case "long":
        return typeof example === "number" ? example : 1;
      case "float":
      case "double":
        return typeof example === "number" ? example : 1.5;
      case "decimal":
        return format === "avro" ? "\u0001" : shape.scale === 0 ? "1" : `1.${"5".padEnd(shape.scale, "0")}`;
      case "bytes":
        return format === "avro" ? "a" : "YQ==";
      default:
        return typeof example === "string" ? example : shape.name;
    }
  };
  return object(shapes, { format, namespace, parent: name });
}

function timestamp(iso: string, millis: boolean): string | number {
  return millis ? Date.parse(iso) : iso;
}

function date(iso: string, format: SchemaLanguage): string | number {
  return format === "avro" ? Math.floor(Date.parse(`${iso}T00:00:00Z`) / 86_400_000) : iso;
}

/** How Avro's JSON encoding names a branch: https://avro.apache.org/docs/current/specification/#json-encoding */
function branchName(shape: Shape, { namespace, parent }: Target): string {
  if (shape.many !== "one") return shape.many === "list" ? "array" : "map";
  switch (shape.type) {
    case "uuid":
      return "string";
    case "timestamp":
      return shape.iso ? "string" : "long";
    case "date":
      return "int";
    case "decimal":
      return "bytes";
    case "enum":
    case "object":
      return `${namespace}.${heldName(parent, shape)}`;
    default:
      return shape.type;
  }
}
