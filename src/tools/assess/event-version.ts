import type { SchemaLanguage } from "../../model/event.ts";
import { isObject, own } from "../../schema/json-value.ts";
import type { SchemaText } from "../../schema/schema-text.ts";

/**
 * The event_version that a schema states: an attribute of the Avro record, the constant of the property in JSON Schema, the
 * comment at the head of a Protobuf file. Undefined where it states none.
 */
export function statedVersion(format: SchemaLanguage, { text }: SchemaText): string | undefined {
  if (format === "protobuf") return /^\/\/ [\w.]+, version (\d+\.\d+)$/m.exec(text)?.[1];
  const schema = parsed(text);
  if (schema === undefined) return undefined;
  const stated = format === "avro" ? own(schema, "event_version") : constant(schema);
  return typeof stated === "string" ? stated : undefined;
}

function constant(schema: Record<string, unknown>): unknown {
  const properties = own(schema, "properties");
  const property = isObject(properties) ? own(properties, "event_version") : undefined;
  return isObject(property) ? own(property, "const") : undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
