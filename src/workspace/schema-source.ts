import { isDeepStrictEqual } from "node:util";
import type { SchemaSource } from "../model/source.ts";

/**
 * A schema source as one word: `PATH`, `git:REF[:PATH]`, `registry:SUBJECT[@VERSION]`, `-` for stdin.
 * Without PATH, git means the file that `samePath` names: the other schema of the same call.
 */
export function parseSchemaSource(word: string, samePath?: string): SchemaSource | "stdin" | undefined {
  if (word === "") return undefined;
  if (word === "-") return "stdin";
  if (word.startsWith("git:")) {
    const [, ref = "", path = samePath] = /^git:([^:]+)(?::(.+))?$/.exec(word) ?? [];
    return ref === "" || path === undefined ? undefined : { git: ref, path };
  }
  if (word.startsWith("registry:")) {
    const [, subject = "", version] = /^registry:(.+?)(?:@(\d+))?$/.exec(word) ?? [];
    return subject === "" ? undefined : { registry: subject, ...(version === undefined ? {} : { version: Number(version) }) };
  }
  return { path: word };
}

/** The word for a source, or undefined where only the object says it. */
export function printSchemaSource(source: SchemaSource): string | undefined {
  const word = candidate(source);
  return word !== undefined && !word.startsWith("{") && isDeepStrictEqual(parseSchemaSource(word), source) ? word : undefined;
}

function candidate(source: SchemaSource): string | undefined {
  if ("git" in source) return `git:${source.git}:${source.path}`;
  if ("registry" in source) return `registry:${source.registry}${source.version === undefined ? "" : `@${source.version}`}`;
  return "path" in source ? source.path : undefined;
}
