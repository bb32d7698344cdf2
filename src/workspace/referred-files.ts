import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SchemaText } from "../model/schema-text.ts";
import { confine, readNamed } from "./files.ts";

interface Neighbour {
  path: string;
  text: string;
  value: Record<string, unknown>;
}

const maxNeighbours = 200;
const maxReferred = 100;

/**
 * A schema with the files that it refers to: Avro types by name among the files beside it; JSON Schemas by relative $ref, or by the
 * $id of a file beside it. Older versions get the files of today. Broken files are left out: they are their own finding.
 */
export function withSiblings(root: string, path: string, schema: SchemaText): SchemaText {
  const files = path.endsWith(".avsc")
    ? avroFiles(root, path, schema.text)
    : path.endsWith(".json")
      ? jsonFiles(root, path, schema.text)
      : {};
  return Object.keys(files).length === 0 ? schema : { ...schema, path, files: { ...files, [schema.name]: schema.text } };
}

function avroFiles(root: string, path: string, text: string): Record<string, string> {
  const others = neighbours(root, path, ".avsc").map((other) => ({ ...other, name: String(other.value["name"]).split(".").at(-1)! }));
  return closure(text, (held) => others.filter(({ name }) => held.includes(`"${name}"`) || held.includes(`.${name}"`)));
}

function jsonFiles(root: string, path: string, text: string): Record<string, string> {
  if (references(text).length === 0) return {};
  const byId = new Map(neighbours(root, path, ".json").map((other) => [other.value["$id"], other]));
  return closure(text, (held, at) =>
    references(held).flatMap((reference) => {
      const id = /"\$id"\s*:\s*"([^"#]{1,300})/.exec(held)?.[1];
      const beside = byId.get(reference) ?? byId.get(resolved(reference, id));
      return beside ?? relative(root, dirname(at ?? path), reference) ?? [];
    }),
  );
}

/** Everything that is reached from a text, by path. */
function closure(text: string, next: (text: string, path?: string) => readonly { path: string; text: string }[]): Record<string, string> {
  const found: Record<string, string> = {};
  const waiting: { path?: string; text: string }[] = [{ text }];
  for (let held = waiting.pop(); held !== undefined; held = waiting.pop()) {
    for (const other of next(held.text, held.path)) {
      if (Object.hasOwn(found, other.path) || Object.keys(found).length >= maxReferred) continue;
      found[other.path] = other.text;
      waiting.push(other);
    }
  }
  return found;
}

/** Files, and web addresses, that the $refs of a text name. */
function references(text: string): string[] {
  return [...text.matchAll(/"\$ref"\s*:\s*"([^"#]{1,300})/g)].slice(0, 1000).map((match) => match[1]!);
}

function resolved(reference: string, base: string | undefined): string | undefined {
  try {
    return base === undefined ? undefined : new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

function relative(root: string, folder: string, reference: string): Neighbour | undefined {
  return reference.includes(":") ? undefined : read(root, join(folder, reference));
}

function neighbours(root: string, path: string, extension: string): Neighbour[] {
  const folder = dirname(path);
  let names: string[];
  try {
    names = readdirSync(confine(root, folder))
      .filter((name) => name.endsWith(extension))
      .sort();
  } catch {
    return [];
  }
  if (names.length > maxNeighbours) return [];
  return names.flatMap((name) => {
    const other = join(folder, name);
    return other === join(path) ? [] : (read(root, other) ?? []);
  });
}

function read(root: string, path: string): Neighbour | undefined {
  try {
    const text = readNamed(root, path);
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== "object" ? undefined : { path, text, value: value as Record<string, unknown> };
  } catch {
    return undefined;
  }
}
