import { envelope, envelopeAliases } from "../../../model/event.ts";
import type { Fault } from "../../../verify/play.ts";

/** One way in which an event cannot be handled. */
export interface Poison {
  readonly faultClass: "F17:undecodable" | "F17:missing-fields" | "F17:failing-effect";
  readonly event: unknown;
  /** Strikes at every attempt. */
  readonly fault?: Fault;
}

/** What the event at a place turns into. `firstWrite`: the words of the effect that fails where a valid event is to fail. */
export function poisonsOf(valid: unknown, id: string, firstWrite: string | undefined): Poison[] {
  const emptied = withoutData(valid);
  return [
    { faultClass: "F17:undecodable", event: undecodable(valid, id) },
    ...(emptied === undefined ? [] : [{ faultClass: "F17:missing-fields" as const, event: emptied }]),
    ...(firstWrite === undefined
      ? []
      : [
          {
            faultClass: "F17:failing-effect" as const,
            event: valid,
            fault: { kind: "error", at: 1, side: "before", every: true, what: firstWrite } as const,
          },
        ]),
  ];
}

/** A text that breaks off, with the id in it, so that it is known again wherever it ends up. */
function undecodable(valid: unknown, id: string): unknown {
  const headers = isObject(valid) && "$base64" in valid ? { headers: valid["headers"] } : {};
  return { $raw: `{"event_id":${JSON.stringify(id)},"data":{"unfinished`, ...headers };
}

const envelopeNames = new Set(envelope.filter(({ name }) => name !== "data").flatMap(({ name }) => [name, ...envelopeAliases[name]]));

/** The envelope without its payload; undefined where the event is no object or has no such part. */
function withoutData(valid: unknown): unknown {
  if (!isObject(valid) || "$base64" in valid || "$raw" in valid) return undefined;
  const nested = ["data", ...envelopeAliases.data].find((name) => isObject(valid[name]));
  if (nested !== undefined) return { ...valid, [nested]: {} };
  const kept = Object.entries(valid).filter(([name]) => envelopeNames.has(name));
  return kept.length === Object.keys(valid).length ? undefined : Object.fromEntries(kept);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
