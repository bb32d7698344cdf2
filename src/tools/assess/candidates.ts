import { eventKey } from "../../loop/event-name.ts";
import type { SchemaState } from "../../loop/facts.ts";
import type { Mode } from "../../model/event.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { Settings } from "../../model/settings.ts";
import type { SchemaFile, SystemMap } from "../../model/system.ts";
import { defaultRegistryFolder } from "../../registry/files.ts";
import type { SubjectVersions } from "../../registry/registry.ts";

/** A schema that counts: a working file, or the newest registered version where there is no working file. */
export interface Candidate {
  file: string;
  format: SchemaState["format"];
  /** Names of the one event that the file describes. */
  names: string[];
  /** Definitions of the file that may each be an event of their own. */
  definitions: readonly string[];
  /** All of them are events: nothing else was listed. */
  definitionsAreEvents: boolean;
  carriesEvents: boolean;
  /** Whether it carries events is not known from its form. */
  mayCarry: boolean;
  subject?: string | undefined;
  mode?: Mode | undefined;
  error?: SchemaFile["error"];
  /** Set for a registered version. */
  text?: SchemaText;
}

/** Folder of the files registry, without a slash at its end. */
export function registryFolder({ registry }: Settings): string {
  return (registry?.folder ?? defaultRegistryFolder).replace(/^\.\//, "").replace(/\/{1,64}$/, "");
}

export function candidatesOf(map: SystemMap, settings: Settings, subjects: readonly SubjectVersions[], folder: string): Candidate[] {
  const working = map.schemas.flatMap((schema) => fromFile(schema, settings, subjects, folder));
  const covered = new Set(working.map(({ subject }) => subject));
  const registered = subjects
    .filter(({ subject }) => !covered.has(subject))
    .map(({ subject, versions }): Candidate => {
      const newest = versions.at(-1)!;
      const file = newest.files === undefined ? newest.name : `${newest.name}/${Object.keys(newest.files)[0] ?? ""}`;
      return {
        file,
        format: newest.format,
        names: [subject],
        definitions: [],
        definitionsAreEvents: false,
        carriesEvents: true,
        mayCarry: true,
        subject,
        text: newest,
      };
    });
  return [...working, ...registered];
}

function fromFile(schema: SchemaFile, settings: Settings, subjects: readonly SubjectVersions[], folder: string): Candidate[] {
  const { file, names, error } = schema;
  if (file.startsWith(`${folder}/`) && subjects.some(({ subject }) => file.startsWith(`${folder}/${subject}/`))) return [];
  const format = schema.format === "jsonschema" ? "json-schema" : schema.format;
  const declared = Object.entries(settings.subjects ?? {}).find(([, { path }]) => path === file);
  const parts = file.split("/");
  const stem = parts.at(-1)!.replace(/\.(schema\.json|avsc|avdl|avro|proto|json|ya?ml|xsd)$/, "");
  // A version in a registry of another folder is called after its subject.
  const base = /^\d{1,6}$/.test(stem) && parts.length > 2 ? parts.at(-2)! : stem;
  // Of a Protobuf, OpenAPI or AsyncAPI file exactly the events are listed; the other formats hold one schema a file.
  const eventsOnly = format === "protobuf" || format === "openapi" || format === "asyncapi";
  const several = names.length > 1 || eventsOnly;
  const own = [...(declared ? [declared[1].eventType ?? declared[0]] : []), base, ...(several ? [] : names)];
  const subject = declared?.[0] ?? subjectFor(own, subjects);
  return [
    {
      file,
      format,
      names: subject === undefined ? own : [subject, ...own],
      definitions: several ? names : [],
      definitionsAreEvents: eventsOnly && schema.carriesEvents === true,
      carriesEvents: declared !== undefined || subject !== undefined || (schema.carriesEvents === true && !own.every(isEnvelope)),
      mayCarry: schema.carriesEvents !== false && !own.every(isEnvelope),
      subject,
      mode: declared?.[1].mode,
      error,
    },
  ];
}

/** A schema of the envelope alone is part of every event and none itself. */
function isEnvelope(name: string): boolean {
  return ["envelope", "eventenvelope", "messageenvelope", "event", "baseevent", "cloudevent"].includes(eventKey(name));
}

/** The registered subject that goes by one of these names. */
export function subjectFor(names: readonly string[], subjects: readonly SubjectVersions[]): string | undefined {
  const keys = new Set(names.map(eventKey));
  return subjects.find(({ subject }) => keys.has(eventKey(subject)))?.subject;
}
