import { at, type ConfigNode, entries, startOf, text } from "../../workspace/config.ts";
import { envelope, envelopeAliases } from "../../model/event.ts";
import type { ArtifactReader } from "../artifact-reader.ts";
import { isPastTense } from "../past-tense.ts";

/** https://json-schema.org/specification */
export const jsonSchema: ArtifactReader = {
  id: "json-schema",
  name: /\.(json|ya?ml)$/,
  mark: /["']?\$schema["']?\s*:\s*["']?https?:\/\/json-schema\.org\//,
  *read({ file, documents }) {
    const parsed = documents();
    const root = parsed?.documents[0];
    if (!text(at(root, "$schema"))?.includes("json-schema.org")) return;
    const title = at(root, "title");
    const name = text(title) ?? nameFromFile(file);
    const carriesEvents = describesEvent(root, name, file);
    const error = parsed?.problem === undefined ? {} : { error: parsed.problem };
    const fields =
      (at(root, "allOf") ?? at(root, "$ref") ?? at(root, "oneOf")) ? {} : { fields: entries(at(root, "properties")).map(([key]) => key) };
    yield { fact: "schema", file, format: "jsonschema", names: [name], carriesEvents: carriesEvents || "unknown", ...fields, ...error };
    if (carriesEvents && !name.includes(" "))
      yield { fact: "event-type", name, aliases: [], file, line: title === undefined ? 1 : startOf(title), schema: file };
  },
};

/** `order.placed` for schemas/order.placed/2.json, else the file's own name. */
function nameFromFile(file: string): string {
  const parts = file.split("/");
  const stem = parts.at(-1)!.replace(/(\.schema)?\.(json|ya?ml)$/, "");
  return /^v?\d+$/.test(stem) ? (parts.at(-2) ?? stem) : stem;
}

/** A name in the past tense, or three fields of an envelope, or both words in the path; a schema of settings has neither. */
function describesEvent(root: ConfigNode | undefined, name: string, file: string): boolean {
  if (!name.includes(" ") && isPastTense(name)) return true;
  const properties = new Set(entries(at(root, "properties")).map(([key]) => key));
  if (properties.has("specversion") && properties.has("type")) return true;
  const carried = envelope.filter(
    (field) => properties.has(field.name) || envelopeAliases[field.name].some((alias) => /event/i.test(alias) && properties.has(alias)),
  );
  return carried.length >= 3 || (/(^|\/)events?\//.test(file) && properties.size > 0 && /event/i.test(name));
}
