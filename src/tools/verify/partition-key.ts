import { isObject, type JsonObject } from "../../schema/json-value.ts";
import { at, isEnvelopeKey, type Path } from "./event-fields.ts";

const maxDepth = 3;

/**
 * The field that most likely is the partition key: text that repeats over the samples. Of several, the one within whose values a
 * counter runs 1, 2, 3 …; then one that is named like a key; then the one that tells most events apart. Undefined: none repeats.
 */
export function guessKey(events: readonly JsonObject[]): Path | undefined {
  const [first] = events;
  if (first === undefined) return undefined;
  const scalars = scalarPaths(first, []);
  const counters = scalars.filter((path) => events.every((event) => Number.isInteger(at(event, path))));
  const ranked = scalars
    .flatMap((path) => {
      const values = events.map((event) => at(event, path));
      if (values.some((value) => typeof value !== "string")) return [];
      const groups = groupsOf(values as string[]);
      if (groups.length < 2 || groups.length === events.length) return [];
      const counted = counters.some((counter) => groups.every((group) => runs(group.map((index) => at(events[index], counter)))));
      const repeats = groups.every(({ length }) => length > 1);
      return [{ path, score: (counted ? 8 : 0) + (isKeyLike(path) ? 4 : 0) + (repeats ? 2 : 0) + groups.length / events.length }];
    })
    .sort((a, b) => b.score - a.score);
  return ranked[0]?.path;
}

function scalarPaths(object: JsonObject, path: Path): Path[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (isObject(value)) return path.length + 1 < maxDepth ? scalarPaths(value, [...path, key]) : [];
    return path.length === 0 && isEnvelopeKey(key) ? [] : [[...path, key]];
  });
}

function groupsOf(values: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, value] of values.entries()) groups.set(value, [...(groups.get(value) ?? []), index]);
  return [...groups.values()];
}

/** Each the one before plus one, and more than one of them. */
function runs(values: readonly unknown[]): boolean {
  return values.every((value, index) => index === 0 || value === (values[index - 1] as number) + 1);
}

function isKeyLike(path: Path): boolean {
  return /(^|[_-])(id|key|uuid|ref)$|[a-z](Id|Key|Uuid|Ref)$/.test(path.at(-1)!);
}
