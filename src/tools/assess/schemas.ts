import { dottedName, eventKey } from "../../loop/event-name.ts";
import { channelsOf, eventNamesOf } from "../../loop/events.ts";
import type { Registration, SchemaState } from "../../loop/facts.ts";
import type { SchemaLanguage } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import { isRegistered, readSubjects } from "../../registry/files.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { readSource } from "../../workspace/read-source.ts";
import { statedVersion } from "./event-version.ts";
import { type Candidate, candidatesOf, registryFolder, subjectFor } from "./candidates.ts";
import { compareWithPast, isCompared, type Surroundings } from "./compare.ts";
import { heldBy, lineOf } from "./schema-fields.ts";

/** The state of every schema that may describe an event. */
export async function readSchemas(
  context: ToolContext,
  map: SystemMap,
  settings: Settings,
  history: Pick<Surroundings, "since" | "historyMissing">,
): Promise<SchemaState[]> {
  const folder = registryFolder(settings);
  const subjects = readSubjects(context.root, folder);
  const around: Surroundings = { root: context.root, map, settings, subjects, folder, ...history, known: new Map() };
  const states: SchemaState[] = [];
  for (const candidate of candidatesOf(map, settings, subjects, folder).filter(mayDescribeEvent(map))) {
    if (context.signal.aborted) throw new ToolError("CANCELLED", "The look at the schemas was cancelled.", "The caller cancelled.");
    states.push(...(await statesOf(candidate, around)));
  }
  return states;
}

/** Schemas of other things are not read: those that certainly carry no events and go by no event's name. */
function mayDescribeEvent(map: SystemMap): (candidate: Candidate) => boolean {
  const sightings = [...map.producers, ...map.consumers].flatMap((entry) => [...eventNamesOf(entry), ...channelsOf(entry)]);
  const names = [...sightings, ...map.eventTypes.flatMap(({ name, aliases }) => [name, ...aliases])];
  const keys = new Set(names.flatMap((name) => [eventKey(name), eventKey(dottedName(name))]));
  return ({ carriesEvents, mayCarry, definitions, names, error }) =>
    carriesEvents || mayCarry || error !== undefined || [...definitions, ...names].some((name) => keys.has(eventKey(name)));
}

/** One state for the file, and one for each of its definitions where it holds several. */
async function statesOf(candidate: Candidate, around: Surroundings): Promise<SchemaState[]> {
  const { definitions, definitionsAreEvents, error, file } = candidate;
  if (error) return [unread(candidate, "its schema cannot be read", error)];
  if (!isCompared(candidate.format)) {
    const why = `${file} is ${candidate.format}, which is not compared`;
    return [
      unread(candidate, why),
      ...definitions.map((name) => ({
        ...unread({ ...candidate, names: [name], carriesEvents: definitionsAreEvents }, why),
        definition: true,
      })),
    ];
  }
  try {
    const text = candidate.text ?? (await readSource(around.root, { path: file }, around.folder));
    const states = [await stateOf(candidate, text, undefined, around)];
    for (const name of definitions) {
      const subject = subjectFor([name], around.subjects) ?? candidate.subject;
      states.push({
        ...(await stateOf({ ...candidate, names: [name], subject, carriesEvents: definitionsAreEvents }, text, name, around)),
        definition: true,
      });
    }
    return states;
  } catch (problem) {
    if (!(problem instanceof ToolError)) throw problem;
    const [, line = "1", column = "1", message = problem.message] = /:(\d+):(\d+): (.*)$/s.exec(problem.message) ?? [];
    return [unread(candidate, "its schema cannot be read", { line: Number(line), column: Number(column), message })];
  }
}

function unread({ file, format, names, carriesEvents }: Candidate, why: string, error?: SchemaState["error"]): SchemaState {
  const state = { registration: { state: "unseen", why }, compatibility: { state: "unknown", why, findings: [] } } as const;
  return { file, line: 1, format, names, carriesEvents, ...(error && { error }), ...state };
}

async function stateOf(candidate: Candidate, text: SchemaText, definition: string | undefined, around: Surroundings): Promise<SchemaState> {
  const { file, format, names, carriesEvents } = candidate;
  if (!isCompared(format)) throw new Error(`${format} is not compared`);
  const held = heldBy(format, text, names, around.settings.envelope ?? {});
  const registration = registrationOf(candidate, text, around);
  const unmoved = unmovedVersion(registration, text, format, around);
  const compatibility = await compareWithPast({ ...candidate, format }, text, definition, around);
  const line = definition === undefined ? 1 : lineOf(format, text, definition);
  // What has the whole envelope, but for one field at most, is an event.
  const enveloped = candidate.mayCarry && held.missingEnvelope !== undefined && held.missingEnvelope.length <= 1;
  return {
    file,
    line,
    format,
    names,
    carriesEvents: carriesEvents || enveloped,
    ...held,
    registration,
    ...(unmoved !== undefined && { unmovedVersion: unmoved }),
    compatibility,
  };
}

/** The event_version that a schema shares with the registered version before it, though they differ. */
function unmovedVersion(
  registration: Registration,
  text: SchemaText,
  format: SchemaLanguage,
  { subjects }: Surroundings,
): string | undefined {
  if (registration.state === "unseen") return undefined;
  const versions = subjects.find(({ subject }) => subject === registration.subject)?.versions ?? [];
  const before = registration.state === "registered" ? versions.filter(({ version }) => version < registration.version) : versions;
  const stated = statedVersion(format, text);
  const last = before.at(-1);
  return stated !== undefined && last !== undefined && statedVersion(format, last) === stated ? stated : undefined;
}

function registrationOf(
  { subject, names, format }: Candidate,
  text: SchemaText,
  { root, folder, subjects, settings, map }: Surroundings,
): Registration {
  if (settings.registry?.kind === "confluent") return { state: "unseen", why: "the registry of the settings is not asked by this check" };
  const versions = subjects.find((entry) => entry.subject === subject)?.versions ?? [];
  const other = versions.find((entry) => entry.format !== format);
  if (other) return { state: "unseen", why: `${subject} is registered as ${other.format}, and this schema is ${format}` };
  const version = subject === undefined ? undefined : isRegistered(root, folder, subject, text);
  if (version !== undefined) return { state: "registered", subject: subject!, version };
  const client = versions.length === 0 ? map.clients.find(({ library }) => /schema[-_]?registry/i.test(library)) : undefined;
  if (client) return { state: "unseen", why: `the repository uses ${client.library}, and no registry is asked by this check` };
  return { state: "unregistered", subject: subject ?? names[0]!, ...(versions.length > 0 && { latest: versions.at(-1)!.version }) };
}
