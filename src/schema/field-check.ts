import type { SchemaLanguage } from "../model/event.ts";
import { ToolError } from "../tool.ts";
import { pascal, type Shape } from "./field.ts";

const maxFields = 1000;

/** Throws INVALID_INPUT for fields that no schema of the format can hold. */
export function checkShapes(shapes: readonly Shape[], format: SchemaLanguage, at = "", depth = 0): void {
  const refuse = (name: string, message: string, why: string) => new ToolError("INVALID_INPUT", `Field "${at}${name}": ${message}`, why);
  const seen = new Set<string>();
  if (depth > 20) throw refuse("", "nested deeper than 20 levels.", "An event that deep is read by nobody.");
  if (shapes.length > maxFields) throw refuse("", `more than ${maxFields} fields.`, "An event that large should be split.");
  for (const shape of shapes) {
    const { name, type } = shape;
    const key = format === "json-schema" ? name : pascal(name).toLowerCase();
    if (seen.has(key))
      throw refuse(name, "named twice, or too much like another field.", "Names of one object differ by more than case and underscores.");
    seen.add(key);
    if (format !== "json-schema" && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw refuse(
        name,
        `${format === "avro" ? "Avro" : "Protobuf"} names hold letters, digits and underscores; write ${snake(name)}.`,
        "The name is not one of the format.",
      );
    }
    if (type === "enum" && shape.values.length === 0) throw refuse(name, 'an enum needs "values".', "Without values nothing fits it.");
    if (type !== "enum" && shape.values.length > 0)
      throw refuse(name, `"values" belong to the type enum, this is ${type}.`, "The field contradicts itself.");
    if (type !== "object" && shape.fields.length > 0)
      throw refuse(name, `"fields" belong to the type object, this is ${type}.`, "The field contradicts itself.");
    if (type === "object" && shape.fields.length === 0) throw refuse(name, 'an object needs "fields".', "An empty object says nothing.");
    if (type === "decimal" && shape.scale > shape.precision)
      throw refuse(name, "the scale is larger than the precision.", "A decimal has at least as many digits as decimal places.");
    for (const value of shape.values) {
      if (format !== "json-schema" && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(value))
        throw refuse(
          name,
          `the value "${value}" cannot be a symbol; write ${snake(value).toUpperCase()}.`,
          "Symbols hold letters, digits and underscores.",
        );
    }
    if (new Set(shape.values).size < shape.values.length) throw refuse(name, "a value is named twice.", "Values of one enum differ.");
    checkShapes(shape.fields, format, `${at}${name}.`, depth + 1);
  }
}

function snake(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return /^\d/.test(words) ? `_${words}` : words;
}
