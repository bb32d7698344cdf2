// Stock levels in SQLite. `node stock.mjs inbox | two-commits | mark-first | blind | in-memory | last-wins`
import { DatabaseSync } from "node:sqlite";
import { consume } from "./lines.mjs";

const db = new DatabaseSync(`${process.env.STATE_DIR}/stock.db`);
db.exec(
  "PRAGMA busy_timeout = 5000; CREATE TABLE IF NOT EXISTS levels (sku TEXT PRIMARY KEY, pieces INTEGER); CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)",
);
const add = ({ sku, pieces }) =>
  db.prepare("INSERT INTO levels VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET pieces = pieces + excluded.pieces").run(sku, pieces);
const mark = (id) => db.prepare("INSERT INTO seen VALUES (?) ON CONFLICT DO NOTHING").run(id).changes === 1;
const memory = new Set();

const ways = {
  inbox(event) {
    db.exec("BEGIN IMMEDIATE");
    if (mark(event.id)) add(event.body);
    db.exec("COMMIT");
  },
  "two-commits"(event) {
    if (db.prepare("SELECT 1 FROM seen WHERE id = ?").get(event.id)) return;
    add(event.body);
    mark(event.id);
  },
  // Two instances at once do it once; a crash between the two commits loses it.
  "mark-first"(event) {
    if (mark(event.id)) add(event.body);
  },
  blind: (event) => add(event.body),
  "in-memory"(event) {
    if (memory.has(event.id)) return;
    add(event.body);
    memory.add(event.id);
  },
  "last-wins": ({ body }) =>
    db.prepare("INSERT INTO levels VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET pieces = excluded.pieces").run(body.sku, body.pieces),
};
consume(async (message) => ways[process.argv[2]](message));
