import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { valueIn } from "../../../src/verify/effects/sqlite-tables.ts";

test("an invariant is asked of the database that has its tables", () => {
  const path = join(realpathSync(mkdtempSync(join(tmpdir(), "value-"))), "app.db");
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE ledger (amount INTEGER); INSERT INTO ledger VALUES (3), (4)");
  db.close();
  expect(valueIn(DatabaseSync, path, "SELECT sum(amount) AS v FROM ledger")).toBe(7);
  expect(valueIn(DatabaseSync, path, "SELECT sum(amount) AS v FROM ledger WHERE amount > 9")).toBe(null);
  expect(valueIn(DatabaseSync, path, "SELECT sum(amount) AS v FROM nothing")).toBe(undefined);
});
