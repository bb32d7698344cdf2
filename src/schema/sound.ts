import type { SchemaLanguage } from "../model/event.ts";
import { type AvroType, avroPrimitives, locate, parseAvro } from "./formats/avro.ts";
import {
  child,
  children,
  type JsonSchemaDocument,
  locateSchema,
  parseJsonSchema,
  referenceOf,
  type SchemaView,
  target,
} from "./formats/json-schema.ts";
import { own } from "./json-value.ts";
import { refused, type SchemaText } from "./schema-text.ts";

/**
 * Refuses a schema that parses and that nobody can use: a type that does not exist, a $ref into itself that leads nowhere. Names
 * of types that another file may define are left alone. Throws PARSE_FAILED with the place.
 */
export function checkSound(format: SchemaLanguage, schema: SchemaText): void {
  if (schema.files !== undefined && !Object.hasOwn(schema.files, schema.name)) return;
  if (format === "avro") checkAvro(schema);
  if (format === "json-schema") {
    const document = parseJsonSchema(schema);
    checkView(document.root, document, 0);
  }
}

function checkAvro(schema: SchemaText): void {
  const { root, name, texts, unknown } = parseAvro(schema);
  // Defined types are written with a capital; what is not is meant to be a primitive.
  const wrong = unknown.find((given) => /^[a-z]\w*$/.test(given));
  const found = wrong === undefined ? undefined : unknownType(root, wrong, new Set());
  if (found === undefined) return;
  const { file, line, column } = locate(name, texts, found.pointer);
  throw refused(file, { line, column }, `Avro has no type "${wrong}"; the primitive ones are ${avroPrimitives.join(", ")}`);
}

function unknownType(type: AvroType, name: string, seen: Set<AvroType>): AvroType | undefined {
  if (seen.has(type)) return undefined;
  seen.add(type);
  if (type.kind === "unknown") return type.name === name ? type : undefined;
  const inner =
    type.kind === "record"
      ? type.fields.map((field) => field.type)
      : type.kind === "array"
        ? [type.items]
        : type.kind === "map"
          ? [type.values]
          : type.kind === "union"
            ? type.branches
            : [];
  for (const each of inner) {
    const found = unknownType(each, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

const types = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);
const named = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const listed = ["allOf", "anyOf", "oneOf", "prefixItems"];
const single = ["items", "additionalItems", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else"];
const maxDepth = 64;

function checkView(view: SchemaView, document: JsonSchemaDocument, depth: number): void {
  if (view.schema === false || depth > maxDepth) return;
  const fail = (key: string, message: string) => {
    const { file, line, column } = locateSchema(document, `${view.pointer}/${key}`);
    return refused(file, { line, column }, message);
  };
  const stated = own(view.schema, "type");
  const wrong = [stated].flat().find((type) => typeof type === "string" && !types.has(type));
  if (wrong !== undefined) throw fail("type", `JSON Schema has no type ${JSON.stringify(wrong)}; the types are ${[...types].join(", ")}`);
  const reference = referenceOf(view);
  if (reference?.startsWith("#/") === true && own(view.schema, "$ref") === reference && target(view, reference) === undefined)
    throw fail("$ref", `${reference} leads to nothing in this schema`);
  for (const keyword of [...named, ...listed]) for (const inner of children(view, keyword).values()) checkView(inner, document, depth + 1);
  for (const keyword of single) {
    const held = own(view.schema, keyword);
    if (held === undefined || typeof held === "boolean") continue;
    if (Array.isArray(held)) for (const inner of children(view, keyword).values()) checkView(inner, document, depth + 1);
    else checkView(child(view, keyword), document, depth + 1);
  }
}
