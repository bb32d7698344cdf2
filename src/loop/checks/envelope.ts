import type { Finding } from "../../model/finding.ts";
import type { DomainView } from "../domains.ts";
import type { Settings } from "../../model/settings.ts";
import { lackingFields } from "../envelope-fields.ts";
import { type EventView, labelOf } from "../events.ts";
import type { Facts, SchemaState } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
import { everyEvent } from "./every-event.ts";

/** Row 1: every event has a schema with the standard envelope, or an equivalent one. */
export function envelope(domain: DomainView, { settings }: Facts): Judgement[] {
  return everyEvent(domain, (event) => judgeEvent(event, settings.envelope ?? {}));
}

function judgeEvent(event: EventView, map: NonNullable<Settings["envelope"]>): Judgement {
  const about = labelOf(event);
  const { name, schema } = event;
  if (schema === undefined) return { status: "fail", about, why: "it has no schema", findings: [missingSchema(event)] };
  if (schema.error) {
    const { line, column, message } = schema.error;
    return {
      status: "fail",
      about,
      why: `its schema cannot be read: ${message}`,
      findings: [
        {
          rule: "SCHEMA_UNPARSABLE",
          severity: "error",
          at: schema.file,
          file: schema.file,
          line,
          column,
          message: `The schema of ${about} cannot be read, so nothing about it can be checked: ${message}`,
          fix: "Correct the schema at this place.",
          evidence: [],
        },
      ],
    };
  }
  const missing = schema.missingEnvelope;
  if (missing === undefined) return { status: "unknown", about, why: "the fields of its schema cannot be told" };
  if (missing.length === 0 && schema.payload === "empty")
    return {
      status: "unknown",
      about,
      why: "its schema has the envelope, and describes no payload",
      findings: [emptyPayload(event, schema)],
    };
  if (missing.length === 0) return judgeSenders(event, map);
  return {
    status: "fail",
    about,
    why: `its schema lacks ${missing.join(", ")}`,
    findings: [
      {
        rule: "ENVELOPE_FIELD_MISSING",
        severity: "warning",
        at: name,
        file: schema.file,
        line: schema.line,
        column: 1,
        message: `${about} lacks ${missing.join(", ")}: ${costOf(missing)}.`,
        fix: `Add ${missing.join(", ")} as optional fields, or map the names used here under "envelope" in .godmode/event.json.`,
        evidence: [],
      },
    ],
  };
}

/** The schema has the envelope: do those who send it? Where their code does not show what they send, that is not known. */
function judgeSenders(event: EventView, map: NonNullable<Settings["envelope"]>): Judgement {
  const about = labelOf(event);
  const shown = event.producers.map((producer) => ({ producer, missing: producer.payload && sentWithout(producer.payload, map) }));
  const bare = shown.filter(({ missing }) => missing !== undefined && missing.length > 0);
  const [first] = bare;
  if (first !== undefined)
    return {
      status: "fail",
      about,
      why: `${first.producer.file}:${first.producer.line} sends it without ${first.missing!.join(", ")}`,
      findings: bare.map(({ producer: { id, file, line }, missing }) => ({
        rule: "ENVELOPE_FIELD_MISSING",
        severity: "warning",
        at: id,
        file,
        line,
        column: 1,
        message: `${about} is sent here without ${missing!.join(", ")}, which its schema describes: ${costOf(missing!)}.`,
        fix: `Send ${missing!.join(", ")} as the schema says, or map the names used here under "envelope" in .godmode/event.json.`,
        evidence: [],
      })),
    };
  const hidden = shown.find(({ missing }) => missing === undefined);
  if (hidden === undefined) return { status: "pass", about, why: "its schema has the envelope" };
  const { file, line } = hidden.producer;
  return { status: "unknown", about, why: `its schema has the envelope; what ${file}:${line} sends cannot be told` };
}

function sentWithout(payload: readonly { name: string }[], map: NonNullable<Settings["envelope"]>): string[] {
  return lackingFields(
    payload.map(({ name }) => name),
    map,
  );
}

/** What consumers cannot do without a field of the envelope. */
const costs: Record<string, string> = {
  event_id: "cannot tell a second delivery from a new event",
  event_type: "cannot tell what happened without knowing the channel",
  event_version: "cannot tell which version of the payload they read",
  source: "cannot tell who sent it",
  timestamp: "cannot tell when it happened or in which order",
  correlation_id: "cannot follow a flow across services",
  data: "cannot tell the payload from the envelope",
};

function costOf(missing: readonly string[]): string {
  if (missing.length > 3) return "consumers cannot deduplicate, order or trace it by the standard envelope";
  const clauses = missing.flatMap((name) => costs[name] ?? []);
  return `consumers ${clauses.length > 1 ? `${clauses.slice(0, -1).join(", ")} and ${clauses.at(-1)}` : clauses[0]}`;
}

function missingSchema(event: EventView): Finding {
  const { name, file, line, producers } = event;
  const at = producers[0] ?? { file, line };
  const label = labelOf(event);
  const called = event.onChannel === undefined ? label : `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
  return {
    rule: "EVENT_WITHOUT_SCHEMA",
    severity: "warning",
    at: name,
    file: at.file,
    line: at.line,
    column: 1,
    message: `${called} has no schema: nothing checks what is sent, and a changed field breaks consumers unnoticed.`,
    fix: `Write a schema for ${name} (design-schema proposes one) and register it.`,
    evidence: producers.slice(1, 4).map((producer) => ({ file: producer.file, line: producer.line, what: "It is sent here too." })),
  };
}

function emptyPayload(event: EventView, { file, line }: SchemaState): Finding {
  return {
    rule: "SCHEMA_WITHOUT_PAYLOAD",
    severity: "warning",
    at: event.name,
    file,
    line,
    column: 1,
    message: `The schema of ${labelOf(event)} has no field for its payload: whatever is sent under data fits it, and no change is ever noticed.`,
    fix: `Add the fields that are sent: design-schema with previous ${JSON.stringify({ path: file })} and fields.`,
    evidence: event.producers.slice(0, 3).map((producer) => ({ file: producer.file, line: producer.line, what: "It is sent here." })),
  };
}
