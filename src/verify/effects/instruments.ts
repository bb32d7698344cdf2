import { betterSqlite3 } from "./better-sqlite3.ts";
import { fileSystem } from "./fs.ts";
import type { Instrument } from "./gate.ts";
import { nodeSqlite } from "./node-sqlite.ts";

/** THE list of instruments. */
export const instruments: readonly Instrument[] = [fileSystem, nodeSqlite, betterSqlite3];
