import { createHash } from "node:crypto";
import type { SchemaLanguage } from "../model/event.ts";
import type { Draft } from "./draft/draft.ts";
import { isEnvelope, keyNames, type Making, valueOf } from "./sample-values.ts";
import type { SchemaText } from "./schema-text.ts";

export interface SampleStream {
  readonly events: readonly Record<string, unknown>[];
  /** Which entity each belongs to. */
  readonly keys: readonly string[];
}

export type SampledStream = SampleStream | { readonly problem: string };

/** Two entities in turns. The fourth and the sixth have equal payloads, but for a sequence number. */
const entities = [0, 1, 0, 0, 1, 0, 1, 1];
const variations = [0, 1, 2, 3, 4, 3, 6, 7];
const deepest = 7;
const mostValues = 2000;
/** What may be absent is left out below this: schemas that hold themselves would go on. */
const optionalDepth = 3;

/** Valid events of a schema, for a consumer that has no samples; the same seed gives the same events. Throws PARSE_FAILED for a schema that cannot be read. */
export async function sampleStream(format: SchemaLanguage, schema: SchemaText, eventType: string, seed = 1): Promise<SampledStream> {
  const draft = await draftOf(format, schema);
  if (draft.kind !== "object") return { problem: draft.kind === "impossible" ? draft.why : `${schema.name} describes no object` };
  const keyPath = entityField(draft);
  const counts = new Map<number, number>();
  const events: Record<string, unknown>[] = [];
  for (const [index, entity] of entities.entries()) {
    counts.set(entity, (counts.get(entity) ?? 0) + 1);
    const making: Making = {
      index,
      entity,
      nth: counts.get(entity)!,
      variation: variations[index]!,
      eventType,
      keyPath,
      uuid: (purpose) => uuidOf(`${seed} ${purpose}`),
    };
    const budget = { left: mostValues };
    const made = fill(draft, [], making, budget);
    if ("problem" in made) return made;
    events.push(made.value as Record<string, unknown>);
  }
  return { events, keys: entities.map((entity) => `entity-${entity + 1}`) };
}

async function draftOf(format: SchemaLanguage, schema: SchemaText): Promise<Draft> {
  switch (format) {
    case "avro":
      return (await import("./draft/avro.ts")).avroDraft(schema);
    case "protobuf":
      return (await import("./draft/protobuf.ts")).protobufDraft(schema);
    default:
      return (await import("./draft/json-schema.ts")).jsonDraft(schema);
  }
}

type Made = { readonly value: unknown } | { readonly problem: string };

function fill(draft: Draft, path: readonly string[], making: Making, budget: { left: number }): Made {
  const at = path.join(".") || "the event";
  if (path.length > deepest) return { problem: `${at} is nested too deep` };
  if (budget.left-- <= 0) return { problem: `${at}: more than ${mostValues} values` };
  switch (draft.kind) {
    case "impossible":
      return { problem: `${at}: ${draft.why}` };
    case "object": {
      const entries: [string, unknown][] = [];
      for (const { name, optional, absent, draft: inner } of draft.fields) {
        const made: Made =
          optional && (budget.left <= 0 || path.length >= optionalDepth)
            ? { problem: "left out" }
            : fill(inner(), [...path, name], making, budget);
        if ("value" in made) entries.push([name, made.value]);
        else if (!optional) return made;
        else if (absent === null) entries.push([name, null]);
      }
      return { value: Object.fromEntries(entries) };
    }
    case "list": {
      const made = fill(draft.item(), [...path, "0"], making, budget);
      if ("problem" in made) return draft.least > 1 ? made : { value: [] };
      return { value: Array.from({ length: Math.max(1, draft.least) }, () => made.value) };
    }
    case "map": {
      const made = fill(draft.value(), [...path, "key"], making, budget);
      return { value: "value" in made ? { key: made.value } : {} };
    }
    default: {
      const value = valueOf(draft, path, making);
      return value === undefined ? { problem: `nothing fits what the schema asks of ${at}` } : { value };
    }
  }
}

/** The field that most likely tells which entity an event is about: one in the payload before one beside it. */
function entityField(root: Draft): string {
  const found: { path: string; rank: number }[] = [];
  let left = mostValues;
  const look = (draft: Draft, path: readonly string[]): void => {
    if (draft.kind !== "object" || path.length > 3) return;
    for (const { name, draft: inner } of draft.fields) {
      if (left-- <= 0) return;
      const at = [...path, name];
      const field = inner();
      if (field.kind === "object") look(field, at);
      if ((field.kind !== "text" && field.kind !== "number") || isEnvelope(at, path.length === 0)) continue;
      const named = keyNames.test(name.toLowerCase());
      if (field.kind === "number" && !named) continue;
      found.push({ path: at.join("."), rank: (named ? (/id$/i.test(name) ? 0 : 1) : 2) * 10 + (path.length === 0 ? 1 : 0) });
    }
  };
  look(root, []);
  return found.sort((a, b) => a.rank - b.rank)[0]?.path ?? "";
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${"89ab"[parseInt(hex[16]!, 16) % 4]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
