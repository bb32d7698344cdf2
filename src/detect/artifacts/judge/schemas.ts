import type { Fact, FactOf } from "../../fact.ts";
import { EventTypeName } from "../../../model/event.ts";
import type { Settings } from "../../../model/settings.ts";
import { isPastTense, nameWords } from "../../past-tense.ts";
import { messagesOnBrokers } from "./proto-usage.ts";

export interface SchemaJudgement {
  /** Something of the repository talks to a broker or declares one. */
  messaging: boolean;
  /** Source files that are no tests. */
  sources: readonly string[];
  read: (path: string) => string | undefined;
  settings: Settings;
}

/**
 * Decides which schema files carry events, and drops the event types of the others. An Avro file does where there is messaging;
 * a Protobuf message does when code writes or reads it next to a broker client, or when its name says so and no service uses it.
 */
export function judgeSchemas(found: readonly Fact[], { messaging, sources, read, settings }: SchemaJudgement): Fact[] {
  const facts = [...found, ...onlyInSettings(found, settings, read)];
  const types = facts.filter((fact): fact is FactOf<"event-type"> => fact.fact === "event-type");
  const schemas = new Map(facts.flatMap((fact) => (fact.fact === "schema" ? [[fact.file, fact] as const] : [])));
  const inProto = types.filter(({ schema }) => schemas.get(schema ?? "")?.format === "protobuf");
  const used =
    messaging && inProto.length > 0 ? messagesOnBrokers(new Set(inProto.map(({ name }) => name)), sources, read) : new Set<string>();
  const mapped = new Map(Object.entries(settings.subjects ?? {}).map(([subject, { path, eventType }]) => [path, eventType ?? subject]));
  const carried = new Map<string, Set<string>>();
  for (const { name, schema } of inProto) {
    const byName = messaging && schemas.get(schema!)!.carriesEvents === "unknown" && (isPastTense(name) || /[a-z]Event$/.test(name));
    if (used.has(name) || byName) carried.set(schema!, (carried.get(schema!) ?? new Set()).add(name));
  }
  const judged = (schema: FactOf<"schema">): FactOf<"schema"> => {
    if (mapped.has(schema.file)) return { ...schema, carriesEvents: true };
    if (schema.format === "avro") return { ...schema, carriesEvents: messaging ? true : schema.carriesEvents };
    const names = carried.get(schema.file);
    if (schema.format !== "protobuf") return schema;
    if (names === undefined) return { ...schema, names: [] };
    return { ...schema, carriesEvents: true, names: schema.names.filter((name) => names.has(name.slice(name.lastIndexOf(".") + 1))) };
  };
  return facts.flatMap((fact): Fact[] => {
    if (fact.fact === "schema") return [judged(fact)];
    if (fact.fact !== "event-type" || fact.schema === undefined) return [fact];
    const schema = schemas.get(fact.schema);
    if (schema === undefined || judged(schema).carriesEvents !== true) return [];
    if (schema.format === "protobuf" && !mapped.has(fact.schema) && !carried.get(fact.schema)?.has(fact.name)) return [];
    return [withWireName(fact, mapped.get(fact.schema))];
  });
}

/** The name on the wire, where the settings map the file or its path is that name: events/order.placed.avsc, schemas/order.placed/2.avsc. */
function withWireName(fact: FactOf<"event-type">, stated: string | undefined): FactOf<"event-type"> {
  const parts = fact.schema!.split("/");
  const stem = parts.at(-1)!.replace(/\.\w+$/, "");
  const inPath = [stem, parts.at(-2) ?? ""].find(
    (part) => EventTypeName.safeParse(part).success && nameWords(part).join(" ") === nameWords(fact.name).join(" "),
  );
  const wire = stated ?? inPath;
  return wire === undefined || wire === fact.name || fact.aliases.includes(wire) ? fact : { ...fact, aliases: [...fact.aliases, wire] };
}

const formats = { avro: "avro", protobuf: "protobuf", "json-schema": "jsonschema" } as const;

/** Schema files that the settings map and no reader recognises, such as JSON Schemas that do not say so. */
function* onlyInSettings(facts: readonly Fact[], { subjects = {} }: Settings, read: (path: string) => string | undefined): Generator<Fact> {
  const known = new Set(facts.flatMap((fact) => (fact.fact === "schema" ? [fact.file] : [])));
  for (const [subject, { path, format, eventType }] of Object.entries(subjects)) {
    if (known.has(path) || read(path) === undefined) continue;
    const byName = path.endsWith(".proto") ? "protobuf" : /\.av(sc|dl|ro)$/.test(path) ? "avro" : "json-schema";
    yield { fact: "schema", file: path, format: formats[format ?? byName], names: [eventType ?? subject], carriesEvents: true };
    yield { fact: "event-type", name: eventType ?? subject, aliases: [], file: path, line: 1, schema: path };
  }
}
