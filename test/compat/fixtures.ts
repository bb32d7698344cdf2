import { readdirSync, readFileSync } from "node:fs";
import type { SchemaLanguage } from "../../src/model/event.ts";
import type { SchemaText } from "../../src/model/schema-text.ts";

const fixtures = new URL("../fixtures/compat/", import.meta.url);

const formats: Record<string, SchemaLanguage> = { avsc: "avro", proto: "protobuf", json: "json-schema" };

export interface Pair {
  format: SchemaLanguage;
  before: SchemaText;
  after: SchemaText;
}

/** The before and after of a fixture folder; the file is called the same on both sides. */
export function pair(folder: string): Pair {
  const names = readdirSync(new URL(folder, fixtures));
  const extension = names.find((name) => name.startsWith("after."))!.split(".")[1]!;
  const read = (side: string) => ({
    name: `${side}.${extension}`,
    text: readFileSync(new URL(`${folder}/${side}.${extension}`, fixtures), "utf8"),
  });
  return { format: formats[extension]!, before: read("before"), after: read("after") };
}

export function folders(folder: string): string[] {
  return readdirSync(new URL(folder, fixtures), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
