import { createHash } from "node:crypto";
import { isObject, type JsonObject } from "../../schema/json-value.ts";
import { ToolError } from "../../tool.ts";
import type { Material } from "../../verify/material.ts";
import { at, type EnvelopeMap, type Path, placesOf, withAt } from "./event-fields.ts";
import { guessKey } from "./partition-key.ts";
import type { Sample } from "./samples.ts";

/** Shorter texts are replaced at the id's own place only: elsewhere they may mean something else. */
const tellingLength = 8;

/** What the engine plays: the events in their wire form, their ids and keys, and how to give them others. */
export function materialOf(consumer: string, samples: readonly Sample[], map: EnvelopeMap, encode: (sample: Sample) => unknown): Material {
  const values = samples.map(({ value }) => value);
  const idPath = findId(samples, map);
  const header = map["event_id"]?.startsWith("header:") ? map["event_id"].slice("header:".length) : undefined;
  const ids = samples.map((sample, index) => idOf(sample, index, idPath, header));
  const keyPath = guessKey(values);
  const keys = samples.map(({ key, value }) => key ?? (keyPath === undefined ? "" : String(at(value, keyPath))));
  const timePath = placesOf("timestamp", values, map).find((path) => values.every((value) => isIsoTime(at(value, path))));

  const changed = (change: (sample: Sample, index: number) => Sample): unknown[] =>
    samples.map((sample, index) => encode(change(sample, index)));
  return {
    consumer,
    events: samples.map(encode),
    ids,
    keys,
    idsInside: idPath !== undefined || samples.every(({ headers }) => header !== undefined && headers?.[header] !== undefined),
    withIds: (others) => {
      const replaced = new Map(ids.map((id, index) => [id, others[index] ?? id]));
      return changed((sample, index) => withId(sample, others[index] ?? ids[index]!, replaced, idPath, header));
    },
    ...(timePath !== undefined && {
      withTimestamps: (times: readonly string[]) =>
        changed((sample, index) => ({ ...sample, value: withAt(sample.value, timePath, times[index] ?? at(sample.value, timePath)) })),
    }),
  };
}

/** The id stands at the first place where every event has a text of its own. */
function findId(samples: readonly Sample[], map: EnvelopeMap): Path | undefined {
  const values = samples.map(({ value }) => value);
  const places = placesOf("event_id", values, map).filter((path) => values.every((value) => isText(at(value, path))));
  const unique = places.find((path) => new Set(values.map((value) => at(value, path))).size === values.length);
  const named = places.find((path) => path.join(".") === map["event_id"] || /^event[-_]?id$/i.test(path.at(-1)!));
  if (unique === undefined && named !== undefined) throw repeated(samples, named);
  return unique;
}

function repeated(samples: readonly Sample[], path: Path): ToolError {
  const seen = new Map<unknown, Sample>();
  for (const sample of samples) {
    const earlier = seen.get(at(sample.value, path));
    if (earlier) {
      return new ToolError(
        "INVALID_INPUT",
        `${sample.place}: this event has the ${path.join(".")} of ${earlier.place}.`,
        "Each sample is an event of its own; the check makes the duplicates.",
        "Give every sample an id of its own and call again.",
      );
    }
    seen.set(at(sample.value, path), sample);
  }
  throw new Error("no id is repeated");
}

/** Events without an id inside get one that only the transport carries; the same sample always gets the same. */
function idOf({ value, headers }: Sample, index: number, path: Path | undefined, header: string | undefined): string {
  if (path !== undefined) return String(at(value, path));
  if (header !== undefined && headers?.[header] !== undefined) return headers[header];
  const hex = createHash("sha256")
    .update(`${index} ${JSON.stringify(value)}`)
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function withId(
  sample: Sample,
  id: string,
  replaced: ReadonlyMap<string, string>,
  path: Path | undefined,
  header: string | undefined,
): Sample {
  const elsewhere = (text: string): string => (text.length >= tellingLength ? (replaced.get(text) ?? text) : text);
  const value = mapTexts(sample.value, elsewhere) as JsonObject;
  const headers = sample.headers && {
    ...Object.fromEntries(Object.entries(sample.headers).map(([name, text]) => [name, elsewhere(text)])),
    ...(header !== undefined && { [header]: id }),
  };
  return { ...sample, value: path === undefined ? value : withAt(value, path, id), ...(headers && { headers }) };
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)])) : value;
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isIsoTime(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
