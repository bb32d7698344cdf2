import type { SchemaLanguage } from "../../model/event.ts";
import { isObject, type JsonObject, own, parsedObject } from "../../schema/json-value.ts";
import type { SchemaText } from "../../schema/schema-text.ts";

/**
 * The event_version that a schema states: an attribute of the Avro record, the constant of the property in JSON Schema, the
 * comment at the head of a Protobuf file. Undefined where it states none.
 */
export function statedVersion(format: SchemaLanguage, { text }: SchemaText): string | undefined {
  if (format === "protobuf") return /^\/\/ [\w.]+, version (\d+\.\d+)$/m.exec(text)?.[1];
  const schema = parsedObject(text);
  if (schema === undefined) return undefined;
  const stated = format === "avro" ? own(schema, "event_version") : constant(schema);
  return typeof stated === "string" ? stated : undefined;
}

function constant(schema: JsonObject): unknown {
  const properties = own(schema, "properties");
  const property = isObject(properties) ? own(properties, "event_version") : undefined;
  return isObject(property) ? own(property, "const") : undefined;
}
