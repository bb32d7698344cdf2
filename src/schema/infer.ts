import type { SchemaLanguage } from "../model/event.ts";
import { envelope, envelopeAliases } from "../model/event.ts";
import { ToolError } from "../tool.ts";
import type { FieldType, Shape } from "./field.ts";
import { isObject, type JsonObject } from "./json-value.ts";
import { parsePlaced } from "./positions.ts";

export interface Inferred {
  shapes: Shape[];
  /** What the sample left open and how it was settled. */
  notes: string[];
}

/** Fields from a sample payload, a JSON object or its text. A whole event gives the fields of its data. */
export function inferShapes(sample: unknown, format: SchemaLanguage): Inferred {
  const value = typeof sample === "string" ? parsePlaced(sample, "sample").value : sample;
  if (!isObject(value))
    throw new ToolError("INVALID_INPUT", "The sample is no JSON object.", "Fields have names, so the payload is an object.");
  const notes: string[] = [];
  const data = payloadOf(value);
  if (data !== value) notes.push("The sample is a whole event; its payload was taken.");
  return { shapes: object(data, "", notes, format, 0), notes };
}

/** Of a whole event the payload, told by two other fields of an envelope. */
function payloadOf(value: JsonObject): JsonObject {
  const has = (name: keyof typeof envelopeAliases) => [name, ...envelopeAliases[name]].find((key) => Object.hasOwn(value, key));
  const key = has("data");
  const others = envelope.filter(({ name }) => name !== "data" && has(name) !== undefined);
  const data = key === undefined ? undefined : value[key];
  return others.length >= 2 && isObject(data) ? data : value;
}

function object(value: JsonObject, at: string, notes: string[], format: SchemaLanguage, depth: number): Shape[] {
  if (depth > 20)
    throw new ToolError("INVALID_INPUT", "The sample is nested deeper than 20 levels.", "An event that deep is read by nobody.");
  return Object.entries(value).map(([name, inner]) => shape(name, inner, `${at}${name}`, notes, format, depth));
}

function shape(name: string, value: unknown, at: string, notes: string[], format: SchemaLanguage, depth: number): Shape {
  const base: Shape = { name, type: "string", many: "one", optional: false, values: [], fields: [], precision: 18, scale: 2 };
  if (value === null) {
    notes.push(`${at} is null in the sample: taken as an optional string.`);
    return { ...base, optional: true, nullable: true };
  }
  if (Array.isArray(value)) return list({ ...base, many: "list", example: value }, value, at, notes, format, depth);
  if (!isObject(value)) return { ...base, type: scalar(value), example: value };
  const fields = object(value, `${at}.`, notes, format, depth + 1);
  if (fields.length > 0) return { ...base, type: "object", fields };
  notes.push(`${at} is empty in the sample: taken as a map of strings.`);
  return { ...base, many: "map" };
}

function list(base: Shape, items: unknown[], at: string, notes: string[], format: SchemaLanguage, depth: number): Shape {
  if (items.length === 0) {
    notes.push(`${at} is empty in the sample: taken as a list of strings.`);
    return { ...base, example: undefined };
  }
  if (items.every(isObject)) {
    const fields = merge(items.map((item) => object(item, `${at}[].`, notes, format, depth + 1)));
    return { ...base, type: "object", fields, example: undefined };
  }
  const types = new Set(items.map((item) => (item === null || typeof item === "object" ? undefined : scalar(item))));
  if (types.has("double")) types.delete("long");
  const [type] = types;
  if (types.size === 1 && type !== undefined) return { ...base, type };
  if (types.size > 0 && ![...types].includes(undefined) && items.every((item) => typeof item === "string")) return base;
  throw new ToolError(
    "INVALID_INPUT",
    `${at} holds values of different types.`,
    "A list has one type of item; lists of lists cannot be told from a sample.",
    "Give fields instead of a sample, or one type of item.",
  );
}

/** Fields of all items; what one item lacks is optional. */
function merge(items: Shape[][]): Shape[] {
  const all = new Map<string, Shape>();
  for (const shapes of items) for (const held of shapes) all.set(held.name, withNull(all.get(held.name), held));
  return [...all.values()].map((held) =>
    items.every((shapes) => shapes.some(({ name }) => name === held.name)) ? held : { ...held, optional: true },
  );
}

/** The first shape of a field; where one item holds null, that of an item which does not, and null fits it. */
function withNull(known: Shape | undefined, held: Shape): Shape {
  if (known === undefined || known.nullable === held.nullable) return known ?? held;
  return { ...(known.nullable === true ? held : known), optional: true, nullable: true };
}

function scalar(value: unknown): FieldType {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "long" : "double";
  const text = String(value);
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return "uuid";
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)))
    return "timestamp";
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? "date" : "string";
}
