import { at, type ConfigNode, items, startOf, text } from "../../workspace/config.ts";
import type { ArtifactReader } from "../artifact-reader.ts";
import type { Fact } from "../fact.ts";

/** https://avro.apache.org/docs/1.12.0/specification/#schema-declaration */
export const avro: ArtifactReader = {
  id: "avro",
  name: /\.(avsc|avro)$/,
  *read({ file, documents }) {
    const parsed = documents();
    const records = items(parsed?.documents[0]).filter((node) => text(at(node, "type")) === "record");
    const error = parsed?.problem === undefined ? {} : { error: parsed.problem };
    yield { fact: "schema", file, format: "avro", names: records.map(fullName), carriesEvents: "unknown", ...fieldsOf(records), ...error };
    if (parsed?.problem === undefined) for (const record of records) yield* eventType(file, record);
  },
};

/** Of one record only: a file of several is a library of parts. */
function fieldsOf(records: readonly ConfigNode[]): { fields?: string[] } {
  return records.length === 1 ? { fields: items(at(records[0], "fields")).flatMap((field) => text(at(field, "name")) ?? []) } : {};
}

function fullName(record: ConfigNode): string {
  const name = text(at(record, "name")) ?? "";
  const namespace = text(at(record, "namespace"));
  return name.includes(".") || namespace === undefined ? name : `${namespace}.${name}`;
}

function* eventType(file: string, record: ConfigNode): Generator<Fact> {
  const name = at(record, "name");
  const full = fullName(record);
  const short = full.slice(full.lastIndexOf(".") + 1);
  if (name === undefined || short === "") return;
  yield { fact: "event-type", name: short, aliases: full === short ? [] : [full], file, line: startOf(name), schema: file };
}
