import type { SchemaLanguage } from "../model/event.ts";
import { ToolError } from "../tool.ts";
import { inCloudEvent, inEnvelope } from "./envelope.ts";
import { checkShapes } from "./field-check.ts";
import { type Field, type Shape, shapeOf } from "./field.ts";
import { parseAvro } from "./formats/avro.ts";
import { parseJsonSchema } from "./formats/json-schema.ts";
import { parseProtoFile } from "./formats/protobuf.ts";
import { inferShapes } from "./infer.ts";
import { checkEventType, namespaceOf, typeName } from "./naming.ts";
import { printAvro } from "./print/avro.ts";
import { printJsonSchema } from "./print/json-schema.ts";
import { printProtobuf } from "./print/protobuf.ts";
import { sampleEvent } from "./sample.ts";

export interface DesignInput {
  eventType: string;
  format: SchemaLanguage;
  fields?: Field[] | undefined;
  sample?: unknown;
  cloudEvents?: boolean | undefined;
}

export interface Design {
  eventType: string;
  eventVersion: string;
  text: string;
  /** A valid event in the format's JSON encoding. */
  sample: Record<string, unknown>;
  notes: string[];
}

const firstVersion = "1.0";

/** A schema for a new event type and a valid event. The same input gives the same text. Throws INVALID_INPUT. */
export function designSchema({ eventType, format, fields, sample, cloudEvents }: DesignInput): Design {
  checkEventType(eventType);
  const { shapes, notes } = payload(fields, sample, format);
  checkShapes(shapes, format);
  const whole = (cloudEvents ? inCloudEvent : inEnvelope)(eventType, firstVersion, shapes);
  const [name, namespace] = [typeName(eventType), namespaceOf(eventType)];
  const text =
    format === "json-schema"
      ? printJsonSchema(name, whole)
      : format === "avro"
        ? printAvro(name, namespace, eventType, firstVersion, whole)
        : printProtobuf(name, namespace, eventType, firstVersion, whole);
  confirm(format, text);
  if (format === "avro" && hasEnum(shapes)) notes.push("Enums got the symbol UNKNOWN as their default, so that values can be added later.");
  return { eventType, eventVersion: firstVersion, text, sample: sampleEvent(format, name, namespace, whole), notes };
}

function payload(fields: Field[] | undefined, sample: unknown, format: SchemaLanguage): { shapes: Shape[]; notes: string[] } {
  if ((fields === undefined) === (sample === undefined)) {
    throw new ToolError("INVALID_INPUT", "Give either fields or sample.", "The payload comes from one of them.");
  }
  return fields === undefined ? inferShapes(sample, format) : { shapes: fields.map(shapeOf), notes: [] };
}

function hasEnum(shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => shape.type === "enum" || hasEnum(shape.fields));
}

/** Names of nested types can still collide; the format's own parser says so. */
export function confirm(format: SchemaLanguage, text: string): void {
  try {
    if (format === "avro") parseAvro({ name: "schema", text });
    else if (format === "protobuf") parseProtoFile(text, "schema", "");
    else parseJsonSchema({ name: "schema", text });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new ToolError(
      "INVALID_INPUT",
      `These fields make no valid schema: ${error.message}`,
      "Names of nested types collide.",
      "Rename one of the fields.",
    );
  }
}
