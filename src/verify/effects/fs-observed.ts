import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Observation } from "../observation.ts";
import type { Logs } from "./fs-logs.ts";
import type { Overlay } from "./overlay.ts";
import type { Area } from "./places.ts";
import { real } from "./real-fs.ts";

const large = 1024 * 1024;
const sqliteHeader = Buffer.from("SQLite format 3\0");
const sqliteSidecar = /-(journal|wal|shm)$/;

/**
 * Files that the consumer wrote, line by line. An empty file is one empty line, so that its being there counts; so is an empty
 * folder (`name/`); a file of the project that is gone is `(deleted)`. Databases are observed as tables, not here.
 */
export function filesOf(overlay: Overlay, logs: Logs): Observation["files"] {
  const areas = [
    { area: "project", prefix: "" },
    { area: "home", prefix: "~/" },
  ] as const;
  return areas.flatMap(({ area, prefix }) => [
    ...below(overlay, area, "")
      .filter(({ path }) => !logs.has(overlay.nameOf(join(overlay.upperFolder(area), path.replace(/\/$/, "")))))
      .map(({ path, line }) => ({ path: prefix + path, line })),
    ...overlay.removed(area).map((path) => ({ path: prefix + path, line: "(deleted)" })),
  ]);
}

function below(overlay: Overlay, area: Area, rel: string): { path: string; line: string }[] {
  const here = join(overlay.upperFolder(area), rel);
  if (!real.existsSync(here)) return [];
  const entries = real.readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.length === 0 && rel !== "") return isThere(overlay.original(area, rel)) ? [] : [{ path: `${rel}/`, line: "" }];
  return entries.flatMap((entry) => {
    const path = rel === "" ? entry.name : `${rel}/${entry.name}`;
    if (entry.isDirectory()) return below(overlay, area, path);
    return linesOf(join(here, entry.name), overlay.original(area, path)).map((line) => ({ path, line }));
  });
}

const isThere = (path: string | undefined): boolean => path !== undefined && real.existsSync(path);

/** None for what is as it was. */
function linesOf(file: string, original: string | undefined): string[] {
  if (sqliteSidecar.test(file)) return [];
  const bytes = real.readFileSync(file);
  if (bytes.subarray(0, sqliteHeader.length).equals(sqliteHeader)) return [];
  if (
    original !== undefined &&
    real.statSync(original, { throwIfNoEntry: false })?.size === bytes.length &&
    real.readFileSync(original).equals(bytes)
  )
    return [];
  if (bytes.length > large || bytes.includes(0)) return [`sha256:${createHash("sha256").update(bytes).digest("hex")}`];
  const lines = bytes.toString("utf8").split("\n");
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  return lines;
}
