import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
import { isObject, type JsonObject, own, parsedObject } from "./json-value.ts";

/** Names that a schema's subject may have, the best first: its event type, a dotted file name, the name of its type, the file name. */
export function subjectNames(format: SchemaLanguage, { name, text }: SchemaText): string[] {
  const file = name
    .split("/")
    .at(-1)!
    .replace(/\.(schema\.json|avsc|proto|json|ya?ml)$/, "");
  const isLabel = name === "schema" || name === "files";
  const schema = format === "protobuf" ? undefined : parsedObject(text);
  const stated = schema === undefined ? undefined : eventType(schema);
  const type = schema === undefined ? /^[ \t]*message[ \t]+(\w+)/m.exec(text)?.[1] : own(schema, format === "avro" ? "name" : "title");
  const names = [
    stated,
    file.includes(".") && !isLabel ? file : undefined,
    typeof type === "string" ? type : undefined,
    isLabel ? undefined : file,
  ];
  return [...new Set(names.filter((found): found is string => found !== undefined && isSubject(found)))];
}

/** A subject is a folder name: letters, digits, dots, dashes and underscores. */
export function isSubject(name: string): boolean {
  return /^[A-Za-z0-9_][\w.-]{0,200}$/.test(name);
}

/** Equal for order.placed, OrderPlaced and order-placed. */
export function subjectKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The event type that an Avro record carries as an attribute, or a JSON Schema as the constant of its event_type or type. */
function eventType(schema: JsonObject): string | undefined {
  const attribute = own(schema, "event_type");
  if (typeof attribute === "string") return attribute;
  const properties = own(schema, "properties");
  for (const name of ["event_type", "eventType", "type"]) {
    const property = isObject(properties) ? own(properties, name) : undefined;
    const constant = isObject(property) ? own(property, "const") : undefined;
    if (typeof constant === "string") return constant;
  }
  return undefined;
}
