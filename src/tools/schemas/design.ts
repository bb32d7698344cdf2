import { relative, sep } from "node:path";
import type { SchemaLanguage } from "../../model/event.ts";
import type { SchemaSource } from "../../model/source.ts";
import { defaultRegistryFolder, readSubjects } from "../../registry/files.ts";
import { designSchema } from "../../schema/design.ts";
import { extendSchema } from "../../schema/extend.ts";
import type { Field } from "../../schema/field.ts";
import { extensionOf } from "../../schema/schema-text.ts";
import { ToolError } from "../../tool.ts";
import { writeRecorded } from "../../workspace/evidence.ts";
import { confine, readNamed } from "../../workspace/files.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { loadSchema } from "./load.ts";

interface DesignCall {
  eventType?: string | undefined;
  format?: SchemaLanguage | undefined;
  fields?: Field[] | undefined;
  sample?: unknown;
  previous?: SchemaSource | undefined;
  cloudEvents?: boolean | undefined;
  write?: string | undefined;
  dryRun?: boolean | undefined;
}

/** design-schema's work. Throws INVALID_INPUT, and what reading and writing throw. */
export async function design(root: string, call: DesignCall) {
  return call.previous === undefined ? fresh(root, call) : extended(root, call, call.previous);
}

function fresh(root: string, call: DesignCall) {
  if (call.eventType === undefined)
    throw new ToolError(
      "INVALID_INPUT",
      "eventType is missing.",
      "A new schema is one of an event type.",
      "Give eventType, for example order.placed.",
    );
  const folder = loadSettings(root).registry?.folder ?? defaultRegistryFolder;
  const format = call.format ?? usualFormat(root, folder);
  const made = designSchema({ eventType: call.eventType, format, fields: call.fields, sample: call.sample, cloudEvents: call.cloudEvents });
  const target = call.write ?? `${folder}/${call.eventType}.${extensionOf[format]}`;
  return {
    format,
    eventType: made.eventType,
    eventVersion: made.eventVersion,
    schema: made.text,
    sample: made.sample,
    ...put(root, target, made.text, call.dryRun),
    notes: made.notes,
  };
}

async function extended(root: string, call: DesignCall, previous: SchemaSource) {
  const unwanted = (["sample", "cloudEvents"] as const).find((key) => call[key] !== undefined);
  if (unwanted !== undefined)
    throw new ToolError(
      "INVALID_INPUT",
      `${unwanted} does not go with previous.`,
      "previous has its payload and its envelope.",
      "Give fields: what to add.",
    );
  const { schema, format, subject } = await loadSchema(root, { schema: previous, format: call.format, subject: call.eventType });
  const made = extendSchema(schema, format, call.fields ?? []);
  const own = "path" in previous && !("git" in previous) ? previous.path : undefined;
  const target = call.write ?? own;
  if (target === undefined && !call.dryRun)
    throw new ToolError(
      "INVALID_INPUT",
      "write is missing.",
      "previous is no file of the work tree.",
      "Give write, the path of the new schema, or dryRun.",
    );
  return {
    format,
    ...(subject !== undefined && { eventType: subject }),
    ...(made.eventVersion !== undefined && { eventVersion: made.eventVersion }),
    schema: made.text,
    ...put(root, target ?? "", made.text, call.dryRun, target === own ? schema.text : undefined),
    notes: made.notes,
  };
}

/** Writes the text, unless the file holds something that is neither it nor `replaces`. */
function put(
  root: string,
  path: string,
  text: string,
  dryRun: boolean | undefined,
  replaces?: string,
): { path?: string; written: boolean } {
  if (dryRun) return { written: false };
  if (!isSchemaPath(root, path))
    throw new ToolError(
      "INVALID_INPUT",
      `${path} is no place for a schema; nothing was written.`,
      "A schema file ends in .avsc, .avro, .proto or .json, and .godmode holds what the tools themselves keep.",
      "Give write, for example schemas/order.placed.json.",
    );
  const there = existing(root, path);
  if (there === text) return { path, written: false };
  if (there !== undefined && there !== replaces) {
    throw new ToolError(
      "INVALID_INPUT",
      `${path} exists and holds something else; nothing was written.`,
      "A schema is never replaced in silence.",
      `Give previous {"path": "${path}"} to add fields to it, or write, another path.`,
    );
  }
  return { path: writeRecorded(root, path, text), written: true };
}

/** Nothing that another program takes for its own settings is ever called into being. */
function isSchemaPath(root: string, path: string): boolean {
  const [first = ""] = relative(root, confine(root, path)).split(sep);
  return /\.(?:avsc|avro|proto|json)$/i.test(path) && first.toLowerCase() !== ".godmode";
}

function existing(root: string, path: string): string | undefined {
  try {
    return readNamed(root, path);
  } catch (error) {
    if (error instanceof ToolError && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}

/** The format that most registered subjects have. */
function usualFormat(root: string, folder: string): SchemaLanguage {
  const counts = new Map<SchemaLanguage, number>();
  for (const { versions } of readSubjects(root, folder)) {
    const format = versions.at(-1)!.format;
    counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "json-schema";
}
