import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
import { ToolError } from "../tool.ts";
import { confirm } from "./design.ts";
import type { Extended } from "./extend/extended.ts";
import { extendAvro } from "./extend/avro.ts";
import { extendJsonSchema } from "./extend/json-schema.ts";
import { extendProtobuf } from "./extend/protobuf.ts";
import { checkShapes } from "./field-check.ts";
import { type Field, type Shape, shapeOf } from "./field.ts";

/** Adds optional fields to the payload of an existing schema and changes nothing else. Throws INVALID_INPUT. */
export function extendSchema(previous: SchemaText, format: SchemaLanguage, fields: readonly Field[]): Extended {
  const shapes = fields.map(shapeOf);
  const notes = shapes
    .filter(({ optional, many }) => !optional && (many === "one" || format !== "protobuf"))
    .map(({ name }) => `${name} was made optional: events written before it lack it.`);
  const added = shapes.map((shape): Shape => ({ ...shape, optional: true }));
  if (added.length === 0) throw new ToolError("INVALID_INPUT", "fields is empty.", "With previous, fields says what to add.");
  checkShapes(added, format);
  const extend = { avro: extendAvro, protobuf: extendProtobuf, "json-schema": extendJsonSchema }[format];
  const extended = extend(previous, added);
  confirm(format, extended.text);
  return { ...extended, notes: [...notes, ...extended.notes] };
}
