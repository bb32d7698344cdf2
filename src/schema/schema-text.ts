import { table } from "../model/table.ts";
import type { SchemaLanguage } from "../model/event.ts";
import { ToolError } from "../tool.ts";
import { type JsonObject, parsedObject } from "./json-value.ts";

export type { SchemaText } from "../model/schema-text.ts";

/** A place in a text, both 1-based. */
export interface Place {
  line: number;
  column: number;
}

/** The error for a schema that its format's grammar or meaning refuses. */
export function refused(name: string, place: Place, message: string): ToolError {
  return new ToolError("PARSE_FAILED", `${name}:${place.line}:${place.column}: ${message}`, "The schema cannot be read.");
}

const byExtension = table<SchemaLanguage>({
  avsc: "avro",
  proto: "protobuf",
  json: "json-schema",
  yaml: "json-schema",
  yml: "json-schema",
});

export const extensionOf: Record<SchemaLanguage, string> = { avro: "avsc", protobuf: "proto", "json-schema": "json" };

/** The format that follows from the extension, then from the content; undefined when neither tells. */
export function formatOf(name: string, text: string): SchemaLanguage | undefined {
  const extension = /\.([a-z]+)$/.exec(name)?.[1] ?? "";
  if (extension === "avsc" || extension === "proto") return byExtension[extension];
  const start = text.trimStart();
  if (/^(syntax|edition|package|message|enum|import|option)\b/.test(start) || start.startsWith("//") || start.startsWith("/*")) {
    return "protobuf";
  }
  if (/^"(null|boolean|int|long|float|double|bytes|string)"\s*$/.test(start) || start.startsWith("[")) return "avro";
  const value = start.startsWith("{") ? parsedObject(start) : undefined;
  if (value !== undefined && isAvro(value)) return "avro";
  return value === undefined ? byExtension[extension] : "json-schema";
}

function isAvro(schema: JsonObject): boolean {
  const { type } = schema;
  if (type === "record" || type === "error" || type === "enum" || type === "fixed" || type === "map") return true;
  return (type === "array" && "items" in schema && typeof schema["items"] === "string") || "logicalType" in schema;
}
