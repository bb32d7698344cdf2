import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { readDatabase } from "../../effects/sqlite-tables.ts";
import type { Observation } from "../../observation.ts";
import { mainFile } from "./tracer.ts";

const largest = 32 * 1024 * 1024;
const magic = "SQLite format 3\0";
const sidecar = /-(?:journal|wal|shm)$/;

/** Tables and lines of everything in the state folder. No process may use it any more. Throws for what cannot be read. */
export function readState(folder: string): Pick<Observation, "tables" | "files"> {
  const paths = filesIn(folder);
  const databases = paths.filter((path) => isDatabase(path));
  const names = new Set(databases);
  const plain = paths.filter((path) => !names.has(path) && !(sidecar.test(path) && names.has(mainFile(path))));
  return {
    tables: databases.flatMap((path) => tablesOf(path, `sqlite:${relative(folder, path)}`)),
    files: plain.flatMap((path) => linesOf(path).map((line) => ({ path: relative(folder, path), line }))),
  };
}

function tablesOf(path: string, sink: string): Observation["tables"] {
  const { DatabaseSync: Database } = createRequire(import.meta.url)("node:sqlite") as { DatabaseSync: typeof DatabaseSync };
  // What a killed writer left half done is rolled back by the first who opens it for writing, as the consumer itself would.
  const recovering = new Database(path);
  try {
    recovering.prepare("SELECT count(*) FROM sqlite_schema").get();
  } finally {
    recovering.close();
  }
  return readDatabase(Database, path, sink);
}

function linesOf(path: string): string[] {
  if (statSync(path).size > largest) throw new Error(`${path} is larger than can be compared`);
  const lines = readFileSync(path, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isDatabase(path: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    const head = Buffer.alloc(16);
    return readSync(descriptor, head, 0, 16, 0) === 16 && head.toString("latin1") === magic;
  } finally {
    closeSync(descriptor);
  }
}
