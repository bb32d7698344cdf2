import type { Draft } from "./draft/draft.ts";

/** What is to be made: which event, of which entity, with which payload; equal variations give equal payloads. */
export interface Making {
  readonly index: number;
  readonly entity: number;
  /** The n-th event of its entity, from 1. */
  readonly nth: number;
  readonly variation: number;
  readonly eventType: string;
  /** Field that tells which entity it is: its path, dotted. */
  readonly keyPath: string;
  uuid(purpose: string): string;
}

const start = Date.UTC(2026, 0, 15, 9, 30);
const norm = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

const eventIds = /^(event|message|msg)(id|uuid|key)$/;
const flows = /(correlation|causation|trace|request|session)id$/;
const sequences = /^(seq|seqno|seqnum|sequence|sequenceno|sequencenumber|revision|aggregateversion|entityversion|nth|position)$/;
export const moments = /(^time$|timestamp$|time$|at$|on$|date$)/;
export const keyNames = /(id|key|account|customer|user|number|no|code|sku|name|email)$/;

/** One value of a leaf; undefined: nothing fits. */
export function valueOf(draft: Draft, path: readonly string[], making: Making): unknown {
  const name = norm(path.at(-1) ?? "");
  switch (draft.kind) {
    case "one-of":
      return draft.values[making.variation % draft.values.length];
    case "boolean":
      return making.variation % 2 === 0;
    case "null":
      return null;
    case "bytes":
      return bytesOf(draft, making.variation);
    case "moment":
      return momentOf(draft.unit, path.length === 1 ? making.index : making.variation);
    case "number":
      return numberOf(draft, name, path, making);
    case "text":
      return textOf(draft, name, path, making);
    default:
      return undefined;
  }
}

/** Is it the event's own id, or does it tell a flow, the type or the time? Such a field names no entity. */
export function isEnvelope(path: readonly string[], root: boolean): boolean {
  const name = norm(path.at(-1)!);
  return (
    eventIds.test(name) ||
    flows.test(name) ||
    /^(eventtype|eventversion|specversion|schemaversion|version|type|source|dataschema|datacontenttype|subject)$/.test(name) ||
    (root && name === "id")
  );
}

function momentOf(unit: Extract<Draft, { kind: "moment" }>["unit"], step: number): number {
  const ms = start + step * 61_007;
  const day = Math.floor(ms / 86_400_000);
  return { s: Math.floor(ms / 1000), ms, us: ms * 1000, days: day, "ms-of-day": ms % 86_400_000, "us-of-day": (ms % 86_400_000) * 1000 }[
    unit
  ];
}

function numberOf(
  { integer, least, most, multipleOf, quoted }: Extract<Draft, { kind: "number" }>,
  name: string,
  path: readonly string[],
  making: Making,
): unknown {
  const wished =
    path.join(".") === making.keyPath
      ? 100 + making.entity
      : sequences.test(name)
        ? making.nth
        : moments.test(name) && integer && most === undefined
          ? momentOf("ms", making.variation)
          : 12 + 7 * making.variation + (integer ? 0 : 0.5);
  const step = multipleOf ?? (integer ? 1 : undefined);
  const low = least ?? Math.min(wished, most ?? wished);
  let value = Math.max(low, Math.min(wished, most ?? wished));
  if (step !== undefined && step > 0) value = Math.ceil(value / step - 1e-9) * step;
  if (most !== undefined && value > most && step !== undefined) value = Math.floor(most / step) * step;
  if (least !== undefined && value < least) return undefined;
  return quoted === true ? String(value) : value;
}

function bytesOf({ length, as }: Extract<Draft, { kind: "bytes" }>, variation: number): unknown {
  const bytes = Buffer.alloc(Math.min(length, 4096), 1 + (variation % 100));
  return as === "base64" ? bytes.toString("base64") : bytes;
}

function textOf(draft: Extract<Draft, { kind: "text" }>, name: string, path: readonly string[], making: Making): unknown {
  const { least = 0, most = Infinity, pattern } = draft;
  const fits = (text: string) => text.length >= least && text.length <= most && matches(pattern, text);
  const candidates = [byRole(draft, name, path, making), ...(draft.examples ?? []), ...generic(making.variation)];
  for (const candidate of candidates) {
    if (typeof candidate !== "string") continue;
    const sized = pattern === undefined ? candidate.padEnd(Math.min(least, 1000), "x").slice(0, most) : candidate;
    if (fits(sized)) return sized;
  }
  return undefined;
}

function byRole({ format }: Extract<Draft, { kind: "text" }>, name: string, path: readonly string[], making: Making): string {
  const { eventType, entity, variation, index } = making;
  const stem = name.replace(/id$/, "") || "item";
  const isKey = path.join(".") === making.keyPath;
  const root = path.length === 1;
  if (eventIds.test(name) || (root && name === "id" && !isKey)) return making.uuid(`event ${index}`);
  if (flows.test(name)) return making.uuid(`${name} ${entity}`);
  if (name === "eventtype" || (root && name === "type")) return eventType;
  if (name === "eventversion" || name === "specversion") return "1.0";
  if (root && name === "source") return `${eventType.split(".")[0]!}-service`;
  const moment = new Date(start + (root ? index : variation) * 61_007).toISOString();
  if (format === "uuid") return making.uuid(isKey ? `${name} ${entity}` : `${path.join(".")} ${variation}`);
  if (
    format === "date-time" ||
    (format === undefined &&
      moments.test(name) &&
      !/^(on|at|at|format|flat|stat)$/.test(name) &&
      /(at|time|timestamp|date)$/.test(name) &&
      !isKey)
  )
    return format === undefined && name.endsWith("date") ? moment.slice(0, 10) : moment;
  if (format === "date") return moment.slice(0, 10);
  if (format === "time") return moment.slice(11);
  if (format === "email" || name.endsWith("email")) return `person${isKey ? entity : variation}@example.com`;
  if (format === "uri" || format === "url" || name.endsWith("url")) return `https://example.com/${stem}/${variation}`;
  if (format === "ipv4") return `192.0.2.${1 + variation}`;
  if (isKey) return `${stem}-${entity + 1}`;
  if (name.endsWith("currency")) return "EUR";
  if (name.endsWith("country")) return "DE";
  return `${stem}-${variation + 1}`;
}

/** For patterns: what short codes usually look like. */
function generic(variation: number): string[] {
  const digit = String((variation % 9) + 1);
  const letter = "ABCDEFGHJ"[variation % 9]!;
  return [1, 2, 3, 4, 5, 6, 8, 10, 12]
    .flatMap((length) => [digit.repeat(length), letter.repeat(length), letter.toLowerCase().repeat(length)])
    .concat([
      `${letter}${digit}`,
      `${letter}-${digit}`,
      `${letter}${letter}-${digit.repeat(4)}`,
      `${letter}${letter}${letter}-${digit.repeat(3)}`,
      `${letter}${letter}${digit.repeat(4)}`,
      `${digit}.${digit}`,
      `${digit}.${digit}.${digit}`,
      `${digit}.0`,
      `item.created`,
      `/item/${digit}`,
      `+49${digit.repeat(8)}`,
      `${digit}${digit}:00`,
    ]);
}

const longestPattern = 200;

/** The texts are short, so that no pattern can take long on them. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  if (pattern.length > longestPattern || (text.length > 40 && /[*+}][^|]*[*+{]/.test(pattern))) return false;
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}
