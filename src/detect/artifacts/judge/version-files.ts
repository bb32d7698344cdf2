import { nameWords } from "../../past-tense.ts";
import type { Fact, FactOf } from "../../fact.ts";

type SchemaFact = FactOf<"schema">;

/** `<folder>/<subject>/<n>.<ext>`, or a folder `<n>` for a tree: one version of a subject in a registry of files. */
export interface VersionFile {
  folder: string;
  subject: string;
  version: number;
}

/** Undefined for what is no version: the folder must be named like a registry's. */
function versionOf(file: string, registryName: string): VersionFile | undefined {
  const parts = file.split("/");
  for (let at = parts.length - 3; at >= 0; at--) {
    const version = /^(\d{1,6})(\.(avsc|json|proto))?$/.exec(parts[at + 2]!);
    if (parts[at] !== registryName || version === null || (version[2] !== undefined) !== (at + 3 === parts.length)) continue;
    return { folder: parts.slice(0, at + 1).join("/"), subject: parts[at + 1]!, version: Number(version[1]) };
  }
  return undefined;
}

/**
 * Versions in registries of files are no schemas of their own: of each subject the newest stays, and only where no working file
 * describes the same event. A registry may lie below any folder, one for each service for example.
 */
export function withoutOldVersions(facts: readonly Fact[], registryName: string): Fact[] {
  const schemas = facts.filter((fact): fact is SchemaFact => fact.fact === "schema");
  const versions = schemas.flatMap((schema) => {
    const version = versionOf(schema.file, registryName);
    return version === undefined ? [] : [{ schema, ...version, key: `${version.folder}/${version.subject}` }];
  });
  if (versions.length === 0) return [...facts];
  const versioned = new Set(versions.map(({ schema }) => schema.file));
  const working = new Set(schemas.filter(({ file }) => !versioned.has(file)).flatMap((schema) => namesOf(schema)));
  const newest = new Map<string, number>();
  for (const { key, version } of versions) newest.set(key, Math.max(version, newest.get(key) ?? 0));
  const old = new Set(versions.filter(({ key, version }) => version < newest.get(key)!).map(({ schema }) => schema.file));
  const described = new Set(
    versions
      .filter(({ schema, subject }) => [subject, ...schema.names].some((name) => working.has(word(name))))
      .map(({ schema }) => schema.file),
  );
  const known = facts.filter((fact) => !isOf(fact, old));
  return [
    ...known.filter((fact) => !isOf(fact, described)),
    // The registered name is an alias of the working file's event.
    ...known.flatMap((fact) => (fact.fact === "event-type" && isOf(fact, described) ? [withoutSchema(fact)] : [])),
  ];
}

/** The file itself, or an event type that it describes. */
function isOf(fact: Fact, files: ReadonlySet<string>): boolean {
  return (fact.fact === "schema" && files.has(fact.file)) || (fact.fact === "event-type" && files.has(fact.schema ?? ""));
}

function withoutSchema({ schema: _schema, ...fact }: FactOf<"event-type">): FactOf<"event-type"> {
  return fact;
}

/** Names of one file, its own included: order.placed for events/order.placed.avsc. */
function namesOf({ file, names }: SchemaFact): string[] {
  const stem = file.slice(file.lastIndexOf("/") + 1).replace(/(\.schema)?\.\w+$/, "");
  return [stem, ...names].map(word);
}

/** OrderPlaced, com.acme.OrderPlaced and order.placed are one word. */
function word(name: string): string {
  const last = /(?:^|\.)([A-Z]\w*)$/.exec(name)?.[1] ?? name;
  return nameWords(last).join(" ");
}
