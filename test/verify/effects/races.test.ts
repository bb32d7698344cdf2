import { expect, test } from "vitest";
import type { Deliver, Turn } from "../../../src/verify/play.ts";
import { again, consume, first, handling, linesOf } from "./real-worker.ts";

const orders: Turn[][] = Array.from({ length: 6 }, (_, k) => [
  ...Array.from({ length: k }, () => 0 as const),
  ...Array.from({ length: 8 }, () => 1 as const),
]);
const setup = ["CREATE TABLE done (id TEXT); CREATE TABLE once (id TEXT PRIMARY KEY)"];

/** The results of all orders of two copies of an event on two instances. */
async function race<T>(
  source: string,
  look: (outcome: Awaited<ReturnType<Awaited<ReturnType<typeof consume>>["play"]>>) => T,
): Promise<T[]> {
  const consumer = await consume(source, {}, { setup });
  const results: T[] = [];
  for (const order of orders) {
    const outcome = await consumer.play([{ do: "race", first: first(0) as Deliver, second: again(0, "B") as Deliver, order }]);
    expect(outcome.problems).toEqual([]);
    results.push(look(outcome));
  }
  await consumer.end();
  return results;
}

const sqlite = `import { DatabaseSync } from "node:sqlite"; const db = new DatabaseSync("app.db");`;
const rows =
  (name: string) => (outcome: { observation: { tables: readonly { sink: string; name: string; rows: readonly unknown[] }[] } }) =>
    outcome.observation.tables.find((table) => table.sink === "sqlite:app.db" && table.name === name)!.rows.length;

test("SQLite: check, then insert is twice in some order; in one transaction, or with a key, never", async () => {
  const insert = `if (db.prepare("SELECT 1 FROM done WHERE id = ?").get(event.id) === undefined) db.prepare("INSERT INTO done VALUES (?)").run(event.id);`;
  expect(Math.max(...(await race(handling(insert, sqlite), rows("done"))))).toBe(2);
  const whole = `db.exec("BEGIN IMMEDIATE"); try { ${insert} db.exec("COMMIT"); } catch (error) { db.exec("ROLLBACK"); throw error; }`;
  expect(new Set(await race(handling(whole, sqlite), rows("done")))).toEqual(new Set([1]));
  const keyed = `db.prepare("INSERT OR IGNORE INTO once VALUES (?)").run(event.id);`;
  expect(new Set(await race(handling(keyed, sqlite), rows("once")))).toEqual(new Set([1]));
});

test("files: exists, then write is twice in some order; exclusive creation never", async () => {
  const fs = `import * as fs from "node:fs";`;
  const check = `if (fs.existsSync(event.id)) return; fs.writeFileSync(event.id, ""); say("done");`;
  expect(Math.max(...(await race(handling(check, fs), (outcome) => linesOf(outcome).length)))).toBe(2);
  const exclusive = `try { fs.writeFileSync(event.id, "", { flag: "wx" }); } catch { return; } say("done");`;
  expect(Math.max(...(await race(handling(exclusive, fs), (outcome) => linesOf(outcome).length)))).toBe(1);
});

const look = (outcome: Awaited<ReturnType<Awaited<ReturnType<typeof consume>>["play"]>>) =>
  `${outcome.observation.http.length} ${outcome.trace.map(({ delivery, what }) => `${delivery}:${what}`).join(", ")}`;

test("HTTP: the same order gives the same race; check, then call is twice in some order", async () => {
  const imports = `import http from "node:http"; import fs from "node:fs/promises";`;
  const call = `await new Promise<void>((ok, no) => { const call = http.request("http://psp.local/charges", { method: "POST" }, (answer) => { answer.resume(); answer.on("end", ok); }); call.on("error", no); call.end(event.id); });`;
  const source = handling(
    `if (await fs.stat(event.id).then(() => true, () => false)) return; ${call} await fs.writeFile(event.id, "");`,
    imports,
  );
  const [once, twice] = [await race(source, look), await race(source, look)];
  expect(once).toEqual(twice);
  expect(once.some((text) => text.startsWith("2"))).toBe(true);
});
