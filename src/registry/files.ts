import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
import { canonical } from "../schema/canonical.ts";
import { extensionOf, formatOf } from "../schema/schema-text.ts";
import { ToolError } from "../tool.ts";
import { createVersion, listSubjects, readVersionFiles } from "../workspace/version-files.ts";
import type { Registered, SubjectVersions, Version } from "./registry.ts";

export const defaultRegistryFolder = "schemas";

/** All subjects of the files registry, sorted by name. */
export function readSubjects(root: string, folder: string = defaultRegistryFolder): SubjectVersions[] {
  return listSubjects(root, folder)
    .map((subject) => ({ subject, versions: readVersions(root, folder, subject) }))
    .filter(({ versions }) => versions.length > 0);
}

/** Registered versions of one subject, oldest first; empty when there are none. */
export function readVersions(root: string, folder: string, subject: string, strict = false): Version[] {
  return readVersionFiles(root, folder, subject, strict).flatMap((file) => {
    const name = file.files === undefined ? file.name : (Object.keys(file.files)[0] ?? file.name);
    const format: SchemaLanguage | undefined = formatOf(name, file.text);
    return format === undefined ? [] : [{ ...file, format }];
  });
}

/** The version under which this content is registered, whatever its layout; undefined when it is not. */
export function isRegistered(root: string, folder: string, subject: string, schema: string | SchemaText): number | undefined {
  const text = typeof schema === "string" ? { name: "", text: schema } : schema;
  return readVersions(root, folder, subject).find((version) => content(version.format, version) === content(version.format, text))?.version;
}

/** What makes two versions the same: the schema, or all files of a tree. */
function content(format: SchemaLanguage, { name, text, files }: SchemaText): string {
  if (files === undefined || Object.hasOwn(files, name)) return canonical(format, text);
  return JSON.stringify(
    Object.entries(files)
      .map(([path, held]) => [path, canonical(format, held)])
      .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}

const attempts = 20;

/**
 * Adds the next version of a subject. The same content again gives its version and writes nothing; `check` may throw to refuse.
 * Two runs at once never overwrite each other: who comes second takes the next number, after checking against the first.
 */
export function register(
  root: string,
  folder: string,
  { subject, format, schema }: { subject: string; format: SchemaLanguage; schema: SchemaText },
  check: (versions: readonly Version[]) => void,
): Registered {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const versions = readVersions(root, folder, subject, true);
    const other = versions.find((version) => version.format !== format);
    if (other !== undefined) {
      throw new ToolError(
        "INVALID_INPUT",
        `${subject} is registered as ${other.format}, this schema is ${format}.`,
        "A subject has one format.",
        "Use another subject, or the registered format.",
      );
    }
    const known = versions.find((version) => content(format, version) === content(format, schema));
    if (known !== undefined) return { subject, version: known.version, id: idOf(subject, known.version), path: known.name, created: false };
    check(versions);
    const version = (versions.at(-1)?.version ?? 0) + 1;
    const tree = schema.files !== undefined && !Object.hasOwn(schema.files, schema.name);
    const path = `${folder}/${subject}/${version}${tree ? "" : `.${extensionOf[format]}`}`;
    const written = createVersion(root, path, tree ? schema.files! : schema.text);
    if (written !== undefined) return { subject, version, id: idOf(subject, version), path: written, created: true };
  }
  throw new ToolError(
    "TIMEOUT",
    `${subject} gets new versions faster than this one can be added.`,
    `${attempts} numbers were taken by others.`,
  );
}

function idOf(subject: string, version: number): string {
  return `files:${subject}/${version}`;
}
