import type { NextCall } from "../model/answer.ts";
import { envelope, envelopeAliases, type SchemaLanguage } from "../model/event.ts";
import type { Finding } from "../model/finding.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import { type EventView, labelOf } from "./events.ts";
import type { Facts } from "./facts.ts";
import { detected } from "./findings.ts";
import { proofCalls, unprovenTexts } from "./proof-steps.ts";

/** A step that no tool takes: an edit by hand, with its place. */
export interface Todo {
  domain: string;
  file: string;
  line: number;
  text: string;
  /** A call with gaps that only people can fill. */
  call?: Pick<NextCall, "tool" | "args">;
}

/**
 * The calls that bring the system nearer to KEEP, the first one first: schemas that are missing, then their registration,
 * then the runs that consumers lack, then the commit. Each changes what the next look finds, so who follows the first never comes back to the same state.
 */
export function nextCalls({ domains }: Assessment, facts: Facts, pendingWrites: number): NextCall[] {
  const events = domains.flatMap(({ view }) => view.events);
  const kept = domains.length > 0 && domains.every(({ verdict }) => verdict === "KEEP");
  const calls = [
    ...designable(events, facts.occupied).flatMap((event) => design(event, formatOf(facts))),
    ...events.flatMap((event) => register(event)),
    ...proofCalls(domains, facts),
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
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()].slice(0, 3);
}

/** Events whose proposed name is free: no other event has a schema under it, and no file stands where it would be written. */
function designable(events: readonly EventView[], occupied: ReadonlySet<string>): EventView[] {
  const taken = new Set(events.flatMap(({ name, schema }) => (schema === undefined ? [] : [name])));
  return [
    ...new Map(
      events
        .filter(({ name, schema }) => schema === undefined && !taken.has(name) && !occupied.has(name))
        .map((event) => [event.name, event]),
    ).values(),
  ];
}

/** Only with the payload at hand: a schema without fields fits everything, and a guessed type can only be changed by a break. */
function design(event: EventView, format: SchemaLanguage): NextCall[] {
  const fields = payloadOf(event);
  if (fields.length === 0 || fields.some(({ type }) => type === undefined)) return [];
  const { file, line } = placeOf(event);
  const args = { eventType: event.name, format, fields };
  return [{ tool: "design-schema", args, why: `There is no schema for ${labelOf(event)} (${file}:${line}).` }];
}

function placeOf({ file, line, producers }: EventView): { file: string; line: number } {
  return producers[0] ?? { file, line };
}

const spelled = (field: (typeof envelope)[number]["name"]) => [field, ...envelopeAliases[field]];
const envelopeNames = new Set<string>(envelope.flatMap(({ name }) => (name === "data" ? [] : spelled(name))));
const ownNames = new Set<string>(envelope.map(({ name }) => name));

/**
 * The payload as the producers show it, without what the envelope carries anyway: its other spellings count where the message
 * names its type, for an id alone may be the order's. Empty where the code does not show it; a type that nothing settles is left out.
 */
function payloadOf({ producers }: EventView): { name: string; type?: string | undefined }[] {
  const shown = producers.find(({ payload }) => payload !== undefined && payload.length > 0)?.payload ?? [];
  const typed = shown.some(({ name }) => spelled("event_type").includes(name));
  const left = shown.filter(({ name }) => !ownNames.has(name) && !(typed && envelopeNames.has(name)));
  return typed && left.every(({ name }) => spelled("data").includes(name)) ? [] : left;
}

function register({ name, schema }: EventView): NextCall[] {
  if (schema === undefined || schema.error || schema.registration.state !== "unregistered" || schema.compatibility.state !== "compatible")
    return [];
  // A first version that says nothing would only have to be followed by a second.
  if (schema.payload === "empty" || schema.unmovedVersion !== undefined) return [];
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

/** What is left for people, worst first: edits of findings, then what reading cannot settle. */
export function todosOf({ domains }: Assessment, facts: Facts): Todo[] {
  const { map, occupied } = facts;
  const events = domains.flatMap(({ view }) => view.events);
  const free = new Map(designable(events, occupied).map((event) => [event.name, event]));
  const edits = (severity: Finding["severity"]) =>
    domains.flatMap((domain) =>
      domain.rows.flatMap(({ findings }) =>
        findings.filter((finding) => finding.severity === severity).flatMap((finding) => edit(domain, finding, free, formatOf(facts))),
      ),
    );
  const todos = [
    ...edits("error"),
    ...domains.flatMap((domain) => seenByDetection(domain, map)),
    ...edits("warning"),
    ...domains.flatMap((domain) => open(domain, map)),
    ...domains.flatMap((domain) => unproven(domain, facts)),
  ];
  return [...new Map(todos.map((todo) => [JSON.stringify([todo.file, todo.line, todo.text]), todo])).values()];
}

/** Errors in the code that no row asks for, such as a message that is put back for ever. */
function seenByDetection({ domain, view }: AssessedDomain, map: Facts["map"]): Todo[] {
  return detected(map).flatMap(({ severity, file, line, fix, rule }) =>
    severity === "error" && view.owns(file) ? [{ domain, file, line, text: `${fix} (${rule})` }] : [],
  );
}

/** `free`: events whose schema can be written under their name. */
function edit(
  { domain }: AssessedDomain,
  { file, line, fix, rule, at }: Finding,
  free: ReadonlyMap<string, EventView>,
  format: SchemaLanguage,
): Todo[] {
  if (rule === "SCHEMA_UNREGISTERED") return [];
  if (rule !== "EVENT_WITHOUT_SCHEMA") return [{ domain, file, line, text: `${fix} (${rule})` }];
  const event = free.get(at);
  if (event === undefined)
    return [
      { domain, file, line, text: `The name ${at} has a schema already: use it for this event, or give the event another name. (${rule})` },
    ];
  return design(event, format).length > 0 ? [] : [{ domain, ...placeOf(event), ...describe(event, format) }];
}

/** design-schema's call, with the gaps that only people can fill. */
function describe(event: EventView, format: SchemaLanguage): Pick<Todo, "text" | "call"> {
  const shown = payloadOf(event).map(({ name, type = "…" }) => ({ name, type }));
  const open = shown.filter(({ type }) => type === "…").map(({ name }) => name);
  const what = open.length > 0 ? `the types of ${open.join(", ")} in` : "the fields of";
  return {
    text: `Name ${what} ${labelOf(event)}, which could not be read here, and give them, or a sample event, to design-schema as ${event.name}. (EVENT_WITHOUT_SCHEMA)`,
    call: {
      tool: "design-schema",
      args: { eventType: event.name, format, fields: shown.length > 0 ? shown : [{ name: "…", type: "…" }] },
    },
  };
}

function open({ domain, view }: AssessedDomain, map: Facts["map"]): Todo[] {
  return [
    ...map.questions
      .filter(({ file }) => view.owns(file))
      .map(({ file, line, question, setting }) => ({
        domain,
        file,
        line,
        text: `${question} ${setting.includes(".godmode/event.json") ? setting : `Answer it in .godmode/event.json: ${setting}`}`,
      })),
    ...view.nameless.map(({ file, line }) => ({
      domain,
      file,
      line,
      text: "Name the event that is sent here: write event_type as a literal into the message.",
    })),
    ...view.blind.map(({ file, line }) => ({
      domain,
      file,
      line,
      text: "Say which event is read here: compare its event_type with a literal, or name its schema after the channel.",
    })),
  ];
}

/** What only settings or a run can tell of consumers that reading does not deny. */
function unproven({ domain, view }: AssessedDomain, facts: Facts): Todo[] {
  return view.consumers.flatMap((consumer) => {
    const { id, file, line, dlq } = consumer;
    const elsewhere = dlq === "unknown" && facts.settings.consumers?.[id]?.deadLetter === undefined;
    const say = `Say where failures of this consumer end: "consumers": {${JSON.stringify(id)}: {"deadLetter": "…"}} in .godmode/event.json, if its configuration lies elsewhere.`;
    return [...(elsewhere ? [say] : []), ...unprovenTexts(consumer, facts)].map((text) => ({ domain, file, line, text }));
  });
}
