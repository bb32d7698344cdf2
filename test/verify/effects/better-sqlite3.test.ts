import { expect, test } from "vitest";
import type { PlayOutcome } from "../../../src/verify/observation.ts";
import { crash, fails, first, handling, linesOf, playOnce, pointsOf, resultsOf } from "./real-worker.ts";

const imports = `import Database from "better-sqlite3";`;
const setup = ["CREATE TABLE done (id TEXT PRIMARY KEY); CREATE TABLE ledger (n INTEGER PRIMARY KEY, id TEXT, amount INTEGER)"];
const rowsOf = (outcome: PlayOutcome, name: string) =>
  outcome.observation.tables.find((table) => table.sink === "sqlite:app.db" && table.name === name)?.rows;

const inTransaction = handling(
  `work.immediate(event);`,
  `${imports}
   const db = new Database("app.db");
   const work = db.transaction((event) => {
     db.prepare("INSERT INTO done (id) VALUES (?)").run(event.id);
     db.prepare("INSERT INTO ledger (id, amount) VALUES (@id, @n)").run(event);
   });`,
);

test("transaction(fn) begins and commits at points of its own; a row id that SQLite gives is generated", async () => {
  const outcome = await playOnce(inTransaction, [first(0)], {}, { setup });
  expect(pointsOf(outcome)).toEqual(["BEGIN", "INSERT INTO done *", "INSERT INTO ledger *", "COMMIT *"]);
  const ledger = outcome.observation.tables.find((table) => table.sink === "sqlite:app.db" && table.name === "ledger")!;
  expect(ledger.columns[0]).toEqual({ name: "n", generated: true, key: true });
  expect(ledger.rows).toEqual([[1, "e1", 1]]);
});

test("a row id that the consumer gives is a value like any other", async () => {
  const source = handling(
    `db.prepare("INSERT INTO ledger (n, id) VALUES (?, ?)").run(event.n * 10, event.id);`,
    `${imports} const db = Database("app.db");`,
  );
  const outcome = await playOnce(source, [first(0)], {}, { setup });
  expect(outcome.observation.tables.find(({ sink, name }) => sink === "sqlite:app.db" && name === "ledger")!.columns[0]!.generated).toBe(
    false,
  );
});

test("a crash rolls the transaction back; without one, half of the work stays", async () => {
  const whole = await playOnce(inTransaction, [first(0, crash(3, "before"))], {}, { setup });
  expect(resultsOf(whole)).toEqual(["crashed", "acked"]);
  expect(rowsOf(whole, "ledger")).toEqual([[1, "e1", 1]]);
  const halves = handling(
    `if (db.prepare("INSERT OR IGNORE INTO done (id) VALUES (?)").run(event.id).changes > 0) db.prepare("INSERT INTO ledger (id) VALUES (?)").run(event.id);`,
    `${imports} const db = new Database("app.db");`,
  );
  const lost = await playOnce(halves, [first(0, crash(1, "after"))], {}, { setup });
  expect([rowsOf(lost, "done"), rowsOf(lost, "ledger")]).toEqual([[["e1"]], []]);
});

test("a crash in the middle of an iterator ends the transaction, too", async () => {
  const source = handling(
    `db.exec("BEGIN"); db.prepare("INSERT OR IGNORE INTO done (id) VALUES (?)").run(event.id);
     for (const row of db.prepare("SELECT id FROM done").iterate()) say((row as { id: string }).id);
     db.exec("COMMIT");`,
    `${imports} const db = new Database("app.db");`,
  );
  const outcome = await playOnce(source, [first(0, crash(4, "before"))], {}, { setup });
  expect(pointsOf(outcome).slice(0, 4)).toEqual(["BEGIN", "INSERT INTO done *", "SELECT FROM done", "append out.txt *"]);
  expect(resultsOf(outcome)).toEqual(["crashed", "acked"]);
  expect(rowsOf(outcome, "done")).toEqual([["e1"]]);
  expect(linesOf(outcome)).toEqual(["e1"]);
});

test("errors are SqliteErrors", async () => {
  const source = handling(
    `try { db.prepare("INSERT INTO done (id) VALUES (?)").run(event.id); } catch (error) { say((error instanceof Database.SqliteError) + " " + (error as { code: string }).code); throw error; }`,
    `${imports} const db = new Database("app.db");`,
  );
  const outcome = await playOnce(source, [first(0, fails(1, "before"))], {}, { setup });
  expect(linesOf(outcome)).toEqual(["true SQLITE_BUSY"]);
});
