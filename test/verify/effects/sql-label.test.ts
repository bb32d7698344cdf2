import { expect, test } from "vitest";
import { labelOf } from "../../../src/verify/effects/sql-label.ts";

test.each([
  ["INSERT OR IGNORE INTO accounts (id) VALUES ('secret')", "INSERT INTO accounts", true],
  ['insert into "public"."Accounts" select 1', "INSERT INTO public.Accounts", true],
  ["REPLACE INTO t VALUES (1)", "REPLACE INTO t", true],
  ["UPDATE OR FAIL t SET a = 1", "UPDATE t", true],
  ["DELETE FROM ONLY t", "DELETE FROM t", true],
  ["/* why */ SELECT a, b FROM t JOIN u", "SELECT FROM t", false],
  ["SELECT * FROM t FOR UPDATE", "SELECT FROM t", false],
  ["WITH x AS (SELECT 1) SELECT * FROM x", "SELECT FROM x", false],
  ["WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x", "SELECT FROM x", true],
  ["WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", "INSERT INTO t", true],
  ["CREATE TABLE IF NOT EXISTS t (a)", "CREATE TABLE t", true],
  ["BEGIN IMMEDIATE", "BEGIN", false],
  ["START TRANSACTION", "BEGIN", false],
  ["COMMIT", "COMMIT", true],
  ["end transaction", "COMMIT", true],
  ["ROLLBACK TO a", "ROLLBACK", false],
  ["SAVEPOINT a", "SAVEPOINT", false],
])("%s", (sql, what, write) => {
  expect(labelOf(sql)).toEqual({ what, write });
});
