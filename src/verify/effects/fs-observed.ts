import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Observation } from "../observation.ts";
import type { Overlay } from "./overlay.ts";
import { real } from "./real-fs.ts";

const large = 1024 * 1024;
const sqliteHeader = Buffer.from("SQLite format 3\0");
const sqliteSidecar = /-(journal|wal|shm)$/;

/**
 * Files that the consumer wrote, line by line. An empty file is one empty line, so that its being there counts; so is an empty
 * folder (`name/`); a file of the project that is gone is `(deleted)`. Databases are observed as tables, not here.
 */
export function filesOf(overlay: Overlay): Observation["files"] {
  const areas = [
    { area: "project", prefix: "" },
    { area: "home", prefix: "~/" },
  ] as const;
  return areas.flatMap(({ area, prefix }) => [
    ...below(overlay.upperFolder(area), "").map(({ path, line }) => ({ path: prefix + path, line })),
    ...overlay.removed(area).map((path) => ({ path: prefix + path, line: "(deleted)" })),
  ]);
}

function below(folder: string, rel: string): { path: string; line: string }[] {
  const here = join(folder, rel);
  if (!real.existsSync(here)) return [];
  const entries = real.readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length === 0 && rel !== "") return [{ path: `${rel}/`, line: "" }];
  return entries.flatMap((entry) => {
    const path = rel === "" ? entry.name : `${rel}/${entry.name}`;
    if (entry.isDirectory()) return below(folder, path);
    return linesOf(join(here, entry.name)).map((line) => ({ path, line }));
  });
}

function linesOf(file: string): string[] {
  if (sqliteSidecar.test(file)) return [];
  const bytes = real.readFileSync(file);
  if (bytes.subarray(0, sqliteHeader.length).equals(sqliteHeader)) return [];
  if (bytes.length > large || bytes.includes(0)) return [`sha256:${createHash("sha256").update(bytes).digest("hex")}`];
  const lines = bytes.toString("utf8").split("\n");
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return lines;
}
