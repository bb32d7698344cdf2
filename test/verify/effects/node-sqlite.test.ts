import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import { consume, crash, fails, first, handling, linesOf, playOnce, pointsOf, resultsOf, unobserved } from "./real-worker.ts";

const imports = `import { DatabaseSync } from "node:sqlite";`;
const tables =
  "CREATE TABLE done (id TEXT PRIMARY KEY); CREATE TABLE ledger (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, amount INTEGER)";
const setup = [tables];
const rowsOf = (outcome: PlayOutcome, name: string) => tablesOf(outcome).find((table) => table.name === name)?.rows;
const tablesOf = (outcome: PlayOutcome) => outcome.observation.tables.filter(({ sink }) => sink !== "db");

const inTransaction = handling(
  `db.exec("BEGIN IMMEDIATE");
   try { insert.run(event.id); db.prepare("INSERT INTO ledger (id, amount) VALUES (?, ?)").run(event.id, event.n); db.exec("COMMIT"); }
   catch (error) { db.exec("ROLLBACK"); throw error; }`,
  `${imports} const db = new DatabaseSync("app.db"); const insert = db.prepare("INSERT OR IGNORE INTO done (id) VALUES (?)");`,
);

test("BEGIN, each statement and COMMIT are points; prepared statements count where they run", async () => {
  const outcome = await playOnce(inTransaction, [first(0)], {}, { setup });
  expect(pointsOf(outcome)).toEqual(["BEGIN", "INSERT INTO done *", "INSERT INTO ledger *", "COMMIT *"]);
  expect(tablesOf(outcome)).toEqual([
    { sink: "sqlite:app.db", name: "done", columns: [{ name: "id", generated: false, key: true }], rows: [["e1"]] },
    {
      sink: "sqlite:app.db",
      name: "ledger",
      columns: [
        { name: "n", generated: true, key: true },
        { name: "id", generated: false, key: true },
        { name: "amount", generated: false, key: false },
      ],
      rows: [[1, "e1", 1]],
    },
  ]);
});

test("a crash inside a transaction rolls it back, whatever catch and finally do then", async () => {
  const committing = handling(
    `db.exec("BEGIN"); try { db.exec("INSERT INTO done (id) VALUES ('" + event.id + "')"); db.exec("INSERT INTO ledger (id) VALUES ('x" + event.n + "')"); } finally { db.exec("COMMIT"); }`,
    `${imports} const db = new DatabaseSync("app.db");`,
  );
  const outcome = await playOnce(committing, [first(0, crash(3, "before"))], {}, { setup });
  expect(resultsOf(outcome)).toEqual(["crashed", "acked"]);
  expect(rowsOf(outcome, "done")).toEqual([["e1"]]);
  expect(outcome.deliveries.map(({ error }) => error)).toEqual([undefined, undefined]);
});

test("two commits for one event: a crash between them loses the second", async () => {
  const split = handling(
    `if (db.prepare("INSERT OR IGNORE INTO done (id) VALUES (?)").run(event.id).changes === 0) return;
     db.prepare("INSERT INTO ledger (id, amount) VALUES (?, ?)").run(event.id, event.n);`,
    `${imports} const db = new DatabaseSync("app.db");`,
  );
  const outcome = await playOnce(split, [first(0, crash(1, "after"))], {}, { setup });
  expect(rowsOf(outcome, "done")).toEqual([["e1"]]);
  expect(rowsOf(outcome, "ledger")).toEqual([]);
});

test("an error is a lock in the way: nothing was done; there is none afterwards", async () => {
  const before = await playOnce(inTransaction, [first(0, fails(2, "before"))], {}, { setup });
  expect(before.deliveries[0]!.error).toContain("database is locked");
  expect(rowsOf(before, "done")).toEqual([["e1"]]);
  const after = await playOnce(inTransaction, [first(0, fails(4, "after"))], {}, { setup });
  expect([resultsOf(after), after.faultsHit]).toEqual([["acked"], 0]);
});

test("a database of the repository is copied; it stays as it is", async () => {
  const source = await consume(
    handling(`new DatabaseSync("data/shop.db").exec("INSERT INTO items (id) VALUES ('" + event.id + "')");`, imports),
    { "data/keep.txt": "" },
  );
  const path = join(source.root, "data/shop.db");
  const made = new DatabaseSync(path);
  made.exec("CREATE TABLE items (id TEXT); INSERT INTO items VALUES ('e0')");
  made.close();
  const before = readFileSync(path);
  const outcome = await source.play([first(0)]);
  expect(tablesOf(outcome)).toMatchObject([{ sink: "sqlite:data/shop.db", rows: [["e0"], ["e1"]] }]);
  expect(outcome.observation.files).toEqual([]);
  expect(readFileSync(path).equals(before)).toBe(true);
  await source.end();
});

test("a database in memory is no sink, and goes with its instance", async () => {
  const source = handling(
    `db.exec("INSERT INTO seen VALUES ('" + event.id + "')"); say((db.prepare("SELECT count(*) AS n FROM seen").get() as { n: number }).n);`,
    `${imports} const db = new DatabaseSync(":memory:"); db.exec("CREATE TABLE seen (id TEXT)");`,
  );
  const outcome = await playOnce(source, [first(0), { do: "restart", instance: "A" }, first(1)]);
  expect(tablesOf(outcome)).toEqual([]);
  expect(linesOf(outcome)).toEqual(["1", "1"]);
  expect(outcome.assumptions).toEqual([expect.stringContaining("in memory")]);
});

test("time in SQL is virtual, in defaults and in statements", async () => {
  const source = handling(
    `db.prepare("INSERT INTO t (id) VALUES (?)").run(event.id);
     say(JSON.stringify(db.prepare("SELECT at, datetime('now', '-1 day') AS a, unixepoch() AS b, strftime('%Y') AS c, date('2020-01-31', '+1 month') AS d FROM t").get()));`,
    `${imports} const db = new DatabaseSync("app.db"); db.exec("CREATE TABLE IF NOT EXISTS t (id TEXT, at TEXT DEFAULT CURRENT_TIMESTAMP); CREATE INDEX IF NOT EXISTS i ON t (date(at))");`,
  );
  const outcome = await playOnce(source);
  expect(JSON.parse(linesOf(outcome)[0]!)).toEqual({
    at: "2026-01-05 12:17:03",
    a: "2026-01-04 12:17:03",
    b: Date.UTC(2026, 0, 5, 12, 17, 3) / 1000,
    c: "2026",
    d: "2020-03-02",
  });
});

test("a lock is answered at once, for whoever holds it cannot move meanwhile", async () => {
  const source = handling(
    `const [a, b] = [new DatabaseSync("app.db", { timeout: 5000 }), new DatabaseSync("app.db")]; b.exec("PRAGMA busy_timeout = 5000"); a.exec("BEGIN IMMEDIATE");
     for (const again of [() => b.exec("BEGIN IMMEDIATE")]) try { again(); } catch (error) { say((error as { errcode: number }).errcode); }`,
    imports,
  );
  const started = performance.now();
  expect(linesOf(await playOnce(source, [first(0)], {}, { setup }))).toEqual(["5"]);
  expect(performance.now() - started).toBeLessThan(4000);
});

test("other files that SQL names lie in the play's folder as well; outside they are refused", async () => {
  const source = handling(
    `db.exec("ATTACH 'other.db' AS other; CREATE TABLE other.t (id TEXT); INSERT INTO other.t VALUES ('" + event.id + "'); VACUUM INTO 'copy.db'");
     for (const sql of ["ATTACH '/var/x.db' AS x", "ATTACH ? AS x", "ATTACH 'a' || '/../../x.db' AS x", "VACUUM INTO upper('x.db')"]) try { db.prepare(sql).run("y.db"); } catch (error) { say((error as { code: string }).code); }
     try { new DatabaseSync("/var/y.db"); } catch (error) { say((error as { code: string }).code); }`,
    `${imports} const db = new DatabaseSync("app.db");`,
  );
  const consumer = await consume(source, {}, { setup });
  const outcome = await consumer.play([first(0)]);
  expect(resultsOf(outcome)).toEqual(["acked"]);
  expect(tablesOf(outcome).filter(({ rows }) => rows.length > 0)).toMatchObject([{ sink: "sqlite:other.db", name: "t", rows: [["e1"]] }]);
  expect(linesOf(outcome)).toEqual(Array.from({ length: 5 }, () => "EACCES"));
  expect(unobserved(outcome)).toContain("open /var/x.db");
  expect(readdirSync(consumer.root).sort()).toEqual(["consumer.mts", "node_modules"]);
  await consumer.end();
});

test("a database in memory cannot write into the project either; what it attaches is a sink", async () => {
  const source = handling(
    `db.exec("ATTACH DATABASE 'file.db' AS f; CREATE TABLE f.t (id TEXT); INSERT INTO f.t VALUES ('" + event.id + "'); VACUUM INTO 'vacuum.db'");
     await backup(db, "backup.db"); new (DatabaseSync.prototype.constructor as typeof DatabaseSync)("made.db").exec("CREATE TABLE u (id TEXT)");`,
    `import { backup, DatabaseSync } from "node:sqlite"; const db = new DatabaseSync(":memory:");`,
  );
  const consumer = await consume(source);
  const outcome = await consumer.play([first(0)]);
  expect(resultsOf(outcome)).toEqual(["acked"]);
  expect(tablesOf(outcome).map(({ sink, name }) => `${sink} ${name}`)).toEqual(["sqlite:file.db t", "sqlite:made.db u"]);
  expect(pointsOf(outcome)).toContain("INSERT INTO f.t *");
  expect(readdirSync(consumer.root).sort()).toEqual(["consumer.mts", "node_modules"]);
  await consumer.end();
});

test("URIs, tag stores, iterators", async () => {
  const source = handling(
    `const db = new DatabaseSync("file:app.db?mode=rwc"); const sql = db.createTagStore(); sql.run\`INSERT INTO done (id) VALUES (\${event.id})\`;
     for (const row of db.prepare("INSERT INTO ledger (id) VALUES ('a'), ('b') RETURNING n").iterate()) say(JSON.stringify(row)); say(JSON.stringify(sql.all\`SELECT id FROM done\`));`,
    imports,
  );
  const outcome = await playOnce(source, [first(0)], {}, { setup });
  expect(linesOf(outcome)).toEqual([`{"n":1}`, `{"n":2}`, `[{"id":"e1"}]`]);
  expect(pointsOf(outcome)[0]).toBe("INSERT INTO done *");
});
