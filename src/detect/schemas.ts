import type { Fact, FactOf } from "./fact.ts";
import { isPastTense } from "./past-tense.ts";
import { messagesOnBrokers } from "./proto-usage.ts";

export interface SchemaJudgement {
  /** Something of the repository talks to a broker or declares one. */
  messaging: boolean;
  /** Source files that are no tests. */
  sources: readonly string[];
  read(path: string): string | undefined;
}

/**
 * Decides which schema files carry events, and drops the event types of the others. An Avro file does where there is messaging;
 * a Protobuf message does when code writes or reads it next to a broker client, or when its name says so and no service uses it.
 */
export function judgeSchemas(facts: readonly Fact[], { messaging, sources, read }: SchemaJudgement): Fact[] {
  const types = facts.filter((fact): fact is FactOf<"event-type"> => fact.fact === "event-type");
  const schemas = new Map(facts.flatMap((fact) => (fact.fact === "schema" ? [[fact.file, fact] as const] : [])));
  const inProto = types.filter(({ schema }) => schemas.get(schema ?? "")?.format === "protobuf");
  const used = messaging && inProto.length > 0 ? messagesOnBrokers(new Set(inProto.map(({ name }) => name)), sources, read) : new Set<string>();
  const carried = new Map<string, Set<string>>();
  for (const { name, schema } of inProto) {
    const byName = messaging && schemas.get(schema!)!.carriesEvents === "unknown" && (isPastTense(name) || /[a-z]Event$/.test(name));
    if (used.has(name) || byName) carried.set(schema!, (carried.get(schema!) ?? new Set()).add(name));
  }
  const judged = (schema: FactOf<"schema">): FactOf<"schema"> => {
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
    return schema.format === "protobuf" && !carried.get(fact.schema)!.has(fact.name) ? [] : [fact];
  });
}
