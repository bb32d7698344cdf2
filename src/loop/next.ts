import type { NextCall } from "../model/answer.ts";
import { envelope, envelopeAliases, type SchemaLanguage } from "../model/event.ts";
import type { Finding } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import { type EventView, labelOf } from "./events.ts";
import type { Facts } from "./facts.ts";

/** A step that no tool takes: an edit by hand, with its place. */
export interface Todo {
  domain: string;
  file: string;
  line: number;
  text: string;
}

/**
 * The calls that bring the system nearer to KEEP, the first one first: schemas that are missing, then their registration,
 * then the commit. Each changes what the next look finds, so who follows the first never comes back to the same state.
 */
export function nextCalls({ domains }: Assessment, facts: Facts, pendingWrites: number): NextCall[] {
  const events = [...new Map(domains.flatMap(({ view }) => view.events).map((event) => [event.name, event])).values()];
  const kept = domains.length > 0 && domains.every(({ verdict }) => verdict === "KEEP");
  const calls = [
    ...events.filter(({ schema }) => schema === undefined).map((event) => design(event, formatOf(facts))),
    ...events.flatMap((event) => register(event)),
    ...(kept && pendingWrites > 0
      ? [
          {
            tool: "commit",
            args: {},
            why: `Everything holds, and what the tools wrote (${pendingWrites === 1 ? "one file" : `${pendingWrites} files`}) is not committed.`,
          },
        ]
      : []),
  ];
  return calls.slice(0, 3);
}

function design(event: EventView, format: SchemaLanguage): NextCall {
  const { name, file, line, producers } = event;
  const at = producers[0] ?? { file, line };
  const args = { eventType: name, format, fields: payloadOf(event) };
  return { tool: "design-schema", args, why: `There is no schema for ${labelOf(event)} (${at.file}:${at.line}).` };
}

const envelopeNames = new Set(
  envelope.flatMap(({ name }) => [name, ...envelopeAliases[name]]).filter((name) => name !== "data" && name !== "payload"),
);

/** The payload as the producers show it, without what the envelope carries anyway; empty where they do not. */
function payloadOf({ producers }: EventView): { name: string; type: string }[] {
  const shown = producers.find(({ payload }) => payload !== undefined && payload.length > 0)?.payload ?? [];
  return shown.filter(({ name }) => !envelopeNames.has(name)).map(({ name, type }) => ({ name, type: type ?? "string" }));
}

function register({ name, schema }: EventView): NextCall[] {
  if (schema === undefined || schema.error || schema.registration.state !== "unregistered" || schema.compatibility.state === "breaks")
    return [];
  // A first version that says nothing would only have to be followed by a second.
  if (schema.payload === "empty") return [];
  const { subject, latest } = schema.registration;
  const why =
    latest === undefined ? `The schema of ${name} has no registered version.` : `The schema of ${name} moved on from version ${latest}.`;
  return [{ tool: "register-schema", args: { subject: latest === undefined ? name : subject, schema: { path: schema.file } }, why }];
}

/** The format that the repository's event schemas have; where there are none, JSON Schema for JSON-speaking code. */
function formatOf({ schemas }: Pick<Facts, "schemas">): SchemaLanguage {
  const count = (format: SchemaLanguage) => schemas.filter((schema) => schema.carriesEvents && schema.format === format).length;
  const ranked = (["avro", "protobuf", "json-schema"] as const)
    .map((format) => ({ format, uses: count(format) }))
    .sort((a, b) => b.uses - a.uses);
  return ranked[0]!.uses > 0 ? ranked[0]!.format : "json-schema";
}

/** Rules whose step a tool takes; everything else is an edit. */
const tools = new Set(["EVENT_WITHOUT_SCHEMA", "SCHEMA_UNREGISTERED"]);

/** What is left for people, worst first: edits of findings, then what reading cannot settle. */
export function todosOf({ domains }: Assessment, map: Facts["map"], settings: Settings): Todo[] {
  const edits = (severity: Finding["severity"]) =>
    domains.flatMap((domain) =>
      domain.rows.flatMap(({ findings }) =>
        findings.filter((finding) => finding.severity === severity).flatMap((finding) => edit(domain, finding)),
      ),
    );
  const todos = [...edits("error"), ...edits("warning"), ...domains.flatMap((domain) => open(domain, map, settings))];
  return [...new Map(todos.map((todo) => [JSON.stringify([todo.file, todo.line, todo.text]), todo])).values()];
}

function edit({ domain }: AssessedDomain, { file, line, fix, rule }: Finding): Todo[] {
  return tools.has(rule) ? [] : [{ domain, file, line, text: `${fix} (${rule})` }];
}

function open({ domain, view }: AssessedDomain, map: Facts["map"], settings: Settings): Todo[] {
  return [
    ...map.questions
      .filter(({ file }) => view.owns(file))
      .map(({ file, line, question, setting }) => ({
        domain,
        file,
        line,
        text: `${question} Answer it in .godmode/event.json: ${setting}`,
      })),
    ...view.nameless.map(({ file, line }) => ({
      domain,
      file,
      line,
      text: "Name the event that is sent here: write event_type as a literal into the message.",
    })),
    ...unproven(view, settings).map((todo) => ({ domain, ...todo })),
  ];
}

/** Consumers that look right: reading cannot go further. */
function unproven(view: AssessedDomain["view"], { consumers = {} }: Settings): Omit<Todo, "domain">[] {
  return view.consumers
    .filter(({ id, dlq }) => dlq === "unknown" && consumers[id]?.deadLetter === undefined)
    .map(({ id, file, line }) => ({
      file,
      line,
      text: `Say where failures of this consumer end: "consumers": {${JSON.stringify(id)}: {"deadLetter": "…"}} in .godmode/event.json, if its configuration lies elsewhere.`,
    }));
}
