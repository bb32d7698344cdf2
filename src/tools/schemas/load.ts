import { CheckPolicy } from "../../compat/rule.ts";
import type { Mode, SchemaLanguage } from "../../model/event.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { Settings } from "../../model/settings.ts";
import type { SchemaSource } from "../../model/source.ts";
import { defaultRegistryFolder } from "../../registry/files.ts";
import { formatOf } from "../../schema/schema-text.ts";
import { subjectKey, subjectNames } from "../../schema/subject.ts";
import { ToolError } from "../../tool.ts";
import { readSource } from "../../workspace/read-source.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { listSubjects } from "../../workspace/version-files.ts";

/** A schema with what follows from the repository: its format, subject, mode and registry folder. */
export interface Loaded {
  schema: SchemaText;
  format: SchemaLanguage;
  /** Undefined when nothing names one. */
  subject: string | undefined;
  mode: Mode;
  policy: CheckPolicy;
  folder: string;
  settings: Settings;
}

export interface Wanted {
  schema: SchemaSource;
  format?: SchemaLanguage | undefined;
  subject?: string | undefined;
  mode?: Mode | undefined;
  policy?: CheckPolicy | undefined;
}

/** Reads a schema and settles what the caller left open: settings first, then what the schema and the registry say. */
export async function loadSchema(root: string, wanted: Wanted): Promise<Loaded> {
  const settings = loadSettings(root);
  const folder = settings.registry?.folder ?? defaultRegistryFolder;
  const schema = await readSource(root, wanted.schema, folder);
  const path = "path" in wanted.schema ? wanted.schema.path : undefined;
  const declared = Object.entries(settings.subjects ?? {}).find(([subject, entry]) => entry.path === path || subject === wanted.subject);
  const format = wanted.format ?? declared?.[1].format ?? detectFormat(schema);
  if (wanted.policy === "apache-avro" && format !== "avro") {
    throw new ToolError(
      "INVALID_INPUT",
      `The policy apache-avro judges Avro, and this schema is ${format}.`,
      "Each policy knows its formats.",
      "Leave policy out, or name house.",
    );
  }
  const subject =
    wanted.subject ?? declared?.[0] ?? ("registry" in wanted.schema ? wanted.schema.registry : subjectOf(root, folder, format, schema));
  return {
    schema,
    format,
    subject,
    mode: wanted.mode ?? declared?.[1].mode ?? settings.policy?.mode ?? settings.registry?.mode ?? "BACKWARD_TRANSITIVE",
    policy: wanted.policy ?? settledPolicy(settings),
    folder,
    settings,
  };
}

function detectFormat({ name, text, files }: SchemaText): SchemaLanguage {
  const found =
    files !== undefined && !Object.hasOwn(files, name) ? formatOf(Object.keys(files)[0]!, Object.values(files)[0]!) : formatOf(name, text);
  if (found !== undefined) return found;
  throw new ToolError(
    "INVALID_INPUT",
    `The format of ${name} is not clear.`,
    "Neither the extension nor the content tells Avro, Protobuf or JSON Schema.",
    "Name it: format avro, protobuf or json-schema.",
  );
}

/** A registered subject that one of the schema's names means, else its best name. */
function subjectOf(root: string, folder: string, format: SchemaLanguage, schema: SchemaText): string | undefined {
  const registered = new Map(listSubjects(root, folder).map((subject) => [subjectKey(subject), subject]));
  const inside = schema.name.startsWith(`${folder}/`) ? schema.name.slice(folder.length + 1).split("/") : [];
  if (inside.length > 1 && registered.has(subjectKey(inside[0]!))) return inside[0];
  const names = subjectNames(format, schema);
  return names.map((name) => registered.get(subjectKey(name))).find((subject) => subject !== undefined) ?? names[0];
}

function settledPolicy(settings: Settings): CheckPolicy {
  const stated = settings.policy?.compatibility ?? settings.registry?.policy ?? "auto";
  const policy = CheckPolicy.safeParse(stated);
  if (policy.success) return policy.data;
  throw new ToolError(
    "UNSUPPORTED",
    `The settings ask for the policy ${stated}, which cannot be judged here.`,
    `Known policies: ${CheckPolicy.options.join(", ")}.`,
    "Name a policy in the call.",
  );
}
