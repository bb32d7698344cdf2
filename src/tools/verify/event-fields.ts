import { fold } from "../../loop/envelope-fields.ts";
import { envelope, envelopeAliases } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import { isObject, type JsonObject } from "../../schema/json-value.ts";

/** The keys that lead to a value inside an event. */
export type Path = readonly string[];
export type EnvelopeMap = NonNullable<Settings["envelope"]>;
export type EnvelopeField = (typeof envelope)[number]["name"];

/** Folders of an event that hold what the envelope should. */
const containers = new Set(["meta", "metadata", "header", "headers", "envelope", "context", "attributes", "properties"]);

export function at(event: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), event);
}

/** The event with another value at the path; a copy along it. */
export function withAt(event: JsonObject, [key, ...rest]: Path, value: unknown): JsonObject {
  if (key === undefined) return event;
  const inner = event[key];
  return { ...event, [key]: rest.length === 0 || !isObject(inner) ? value : withAt(inner, rest, value) };
}

/** Where an envelope field may stand in these events, best first: by the settings' name, by its own, by its other spellings. */
export function placesOf(field: EnvelopeField, events: readonly JsonObject[], map: EnvelopeMap): Path[] {
  const [first] = events;
  if (first === undefined) return [];
  const mapped = map[field];
  if (mapped !== undefined && !mapped.startsWith("header:")) return [mapped.split(".")];
  const names = [field, ...envelopeAliases[field]].map(fold);
  const folders: { path: Path; object: JsonObject }[] = [
    { path: [], object: first },
    ...Object.entries(first).flatMap(([key, value]) =>
      containers.has(fold(key)) && isObject(value) ? [{ path: [key], object: value }] : [],
    ),
  ];
  const found = folders.flatMap(({ path, object }) =>
    Object.keys(object).flatMap((key) => {
      const rank = names.indexOf(fold(key));
      return rank < 0 ? [] : [{ path: [...path, key], rank: rank + path.length * names.length }];
    }),
  );
  return found.sort((a, b) => a.rank - b.rank).map(({ path }) => path);
}

/** Is this key one of the envelope's own, in any spelling? `id` alone also names things. */
export function isEnvelopeKey(key: string): boolean {
  return envelope.some(({ name }) => name !== "data" && [name, ...envelopeAliases[name]].map(fold).includes(fold(key)));
}
