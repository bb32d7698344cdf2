import type { SchemaSource } from "../../model/source.ts";
import type { SystemMap } from "../../model/system.ts";
import { defaultRegistryFolder, readSubjects } from "../../registry/files.ts";
import { sampleStream } from "../../schema/sample-stream.ts";
import type { Settings } from "../../model/settings.ts";
import { loadSchema } from "../schemas/load.ts";
import { guessKey } from "./partition-key.ts";
import type { Sample } from "./samples.ts";
import type { Target } from "./target.ts";

/** Of a consumer of more types the first ones are played. */
const mostTypes = 3;

export interface MadeSamples {
  readonly samples: readonly Sample[];
  readonly schemas: readonly string[];
}

/** Events made from the schemas of what a consumer handles, or why there are none. */
export async function makeSamples(
  root: string,
  target: Target,
  map: SystemMap,
  settings: Settings,
): Promise<MadeSamples | { problem: string }> {
  const types = typesOf(target, map);
  const known = types.flatMap((type) => sourceOf(root, type, map, settings) ?? []).slice(0, mostTypes);
  if (known.length === 0) {
    const what = types.length === 0 ? "what it handles" : types.slice(0, mostTypes).join(", ");
    return { problem: `no samples are named, and no schema is known for ${what}.` };
  }
  const samples: Sample[] = [];
  const schemas: string[] = [];
  for (const [index, { type, source, file }] of known.entries()) {
    const { schema, format } = await loadSchema(root, { schema: source });
    const made = await sampleStream(format, schema, type, index + 1);
    if ("problem" in made) return { problem: `no valid event of ${file} can be made: ${made.problem}.` };
    schemas.push(file);
    const guessed = guessKey(made.events) !== undefined;
    // A client hands over bytes; a handler of events the event itself.
    const avro = format === "avro" && target.shape !== "event" && "path" in source ? { avro: source.path } : {};
    for (const [at, value] of made.events.entries())
      samples.push({ value, place: `${file}, event ${at + 1}`, ...(!guessed && { key: made.keys[at]! }), ...avro });
  }
  return { samples, schemas };
}

function typesOf({ detected, topic }: Target, map: SystemMap): string[] {
  const own = [detected?.eventType ?? [], detected?.eventTypes ?? []].flat();
  const sent = map.producers
    .filter(({ channel }) => [channel ?? []].flat().includes(topic))
    .flatMap(({ eventType, eventTypes }) => [eventType ?? [], eventTypes ?? []].flat());
  return [...new Set([...own, ...sent, topic])];
}

function sourceOf(
  root: string,
  type: string,
  map: SystemMap,
  settings: Settings,
): { type: string; source: SchemaSource; file: string } | undefined {
  const declared = Object.entries(settings.subjects ?? {}).find(([subject, entry]) => (entry.eventType ?? subject) === type)?.[1].path;
  const described = map.eventTypes.find(({ name, aliases }) => name === type || aliases.includes(type))?.schema;
  const path = declared ?? described;
  if (path !== undefined) return { type, source: { path }, file: path };
  const folder = settings.registry?.folder ?? defaultRegistryFolder;
  const names = new Set([type, `${type}-value`]);
  const registered = readSubjects(root, folder).find(({ subject }) => names.has(subject))?.subject;
  return registered === undefined ? undefined : { type, source: { registry: registered }, file: `${folder}/${registered}/**` };
}
