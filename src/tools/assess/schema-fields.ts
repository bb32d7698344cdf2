import { fold, lackingFields } from "../../loop/envelope-fields.ts";
import { eventKey } from "../../loop/event-name.ts";
import { envelope, envelopeAliases, type SchemaLanguage } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import { type AvroType, parseAvro } from "../../schema/formats/avro.ts";
import { children, constraints, parseJsonSchema, referenceOf, type SchemaView, target } from "../../schema/formats/json-schema.ts";
import { allMessages, type ProtoMessage } from "../../schema/formats/protobuf-model.ts";
import { parseProtoFile } from "../../schema/formats/protobuf.ts";
import type { SchemaText } from "../../schema/schema-text.ts";

/** What the schema of an event holds. Both undefined when it cannot be told. */
export interface Held {
  /**
   * Envelope fields that it lacks. CloudEvents attributes and the names of the settings count; a setting that begins with
   * `header:` says that the field travels outside the payload.
   */
  missingEnvelope?: string[];
  /** Does it say anything about the payload? */
  payload?: "described" | "empty";
}

export function heldBy(format: SchemaLanguage, schema: SchemaText, names: readonly string[], map: NonNullable<Settings["envelope"]>): Held {
  const candidates = fieldSets[format](schema, names).map((fields) => ({ fields, missing: lackingFields(Object.keys(fields), map) }));
  const best = candidates.sort((a, b) => a.missing.length - b.missing.length)[0];
  if (best === undefined) return {};
  return { missingEnvelope: best.missing, payload: isEmpty(best.fields, map) ? "empty" : "described" };
}

/** Nothing but the envelope, and its data field, where there is one, holds nothing. */
function isEmpty(fields: Fields, map: NonNullable<Settings["envelope"]>): boolean {
  const known = new Set(
    envelope.flatMap(({ name }) => [name, ...envelopeAliases[name], ...(map[name] === undefined ? [] : [map[name]])]).map(fold),
  );
  const data = new Set(["data", ...envelopeAliases.data, ...(map["data"] === undefined ? [] : [map["data"]])].map(fold));
  return Object.entries(fields).every(([name, inside]) => known.has(fold(name)) && (!data.has(fold(name)) || inside === "nothing"));
}

/** Field names, each with whether its type is an object without a single field. */
type Fields = Record<string, "something" | "nothing">;

const fieldsOf = <T>(fields: readonly T[], name: (field: T) => string, empty: (field: T) => boolean): Fields =>
  Object.fromEntries(fields.map((field) => [name(field), empty(field) ? "nothing" : "something"]));

/** The fields of everything that may be the event: itself, and in Protobuf the messages of its file that wrap it. */
const fieldSets: Record<SchemaLanguage, (schema: SchemaText, names: readonly string[]) => Fields[]> = {
  avro: (schema) =>
    records(parseAvro(schema).root).map(({ fields }) =>
      fieldsOf(
        fields,
        ({ name }) => name,
        ({ type }) => type.kind === "record" && type.fields.length === 0,
      ),
    ),
  "json-schema": (schema) => {
    const fields = properties(parseJsonSchema(schema).root, 0);
    return fields === undefined
      ? []
      : [
          fieldsOf(
            [...fields],
            ([name]) => name,
            ([, view]) => isBareObject(view),
          ),
        ];
  },
  protobuf: (schema, names) => {
    const messages = allMessages(parseProtoFile(schema.text, schema.name, ""));
    const own = messageOf(messages, names);
    const wrappers = own === undefined ? [] : messages.filter(({ fields }) => fields.some(({ type }) => last(type) === own.name));
    const bare = (type: string) => messages.some((message) => message.name === last(type) && message.fields.length === 0);
    return (own === undefined ? [] : [own, ...wrappers]).map(({ fields }) =>
      fieldsOf(
        fields,
        ({ name }) => name,
        ({ type, mapKey }) => mapKey === undefined && bare(type),
      ),
    );
  },
};

function records(type: AvroType): (AvroType & { kind: "record" })[] {
  if (type.kind === "record") return [type];
  return type.kind === "union" ? type.branches.filter((branch) => branch.kind === "record") : [];
}

function last(type: string): string | undefined {
  return type.split(".").at(-1);
}

function messageOf(messages: readonly ProtoMessage[], names: readonly string[]): ProtoMessage | undefined {
  const keys = new Set(names.map(eventKey));
  return messages.find(({ name }) => keys.has(eventKey(name))) ?? (messages.length === 1 ? messages[0] : undefined);
}

const maxDepth = 8;

/** Properties of an object schema, its $ref and allOf included; undefined for what is no object or leads nowhere. */
function properties(view: SchemaView, depth: number): Map<string, SchemaView> | undefined {
  if (view.schema === false || depth > maxDepth) return undefined;
  const reference = referenceOf(view);
  const referred = reference === undefined ? undefined : target(view, reference);
  if (reference !== undefined && referred === undefined) return undefined;
  const all = new Map<string, SchemaView>();
  for (const part of [...(referred ? [referred] : []), ...children(view, "allOf").values()]) {
    const inherited = properties(part, depth + 1);
    if (inherited === undefined) return undefined;
    for (const [name, inner] of inherited) all.set(name, inner);
  }
  for (const [name, inner] of children(view, "properties")) all.set(name, inner);
  return all.size > 0 ? all : undefined;
}

/** An object of which nothing more is said. */
function isBareObject(view: SchemaView): boolean {
  if (view.schema === false || ![undefined, "object"].includes(view.schema["type"] as string | undefined)) return false;
  const said = constraints(view.schema).filter((keyword) => !["type", "additionalProperties", "required"].includes(keyword));
  const additional = view.schema["additionalProperties"];
  return (
    said.every((keyword) => keyword === "properties" && children(view, "properties").size === 0) &&
    (additional === undefined || typeof additional === "boolean")
  );
}

/** Where a definition starts; the first line where that cannot be told. */
export function lineOf(format: SchemaLanguage, schema: SchemaText, definition: string): number {
  if (format !== "protobuf") return 1;
  const file = parseProtoFile(schema.text, schema.name, "");
  const message = messageOf(allMessages(file), [definition]);
  return (message && file.places.get(message.pointer)?.line) ?? 1;
}
