import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { call } from "../../src/index.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The naive example as somebody's repository: its own vitest, and this package among its packages. */
function naive(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "godmode-event-emitted-")));
  folders.push(root);
  cpSync("examples/orders-naive", root, { recursive: true });
  mkdirSync(join(root, "node_modules"));
  for (const name of ["kafkajs", "vitest"]) symlinkSync(realpathSync(`node_modules/${name}`), join(root, "node_modules", name));
  symlinkSync(realpathSync("."), join(root, "node_modules", "godmode-event"));
  return root;
}

function vitest(root: string): { passed: boolean; text: string } {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const run = spawnSync(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", root, "--reporter=default"], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { passed: run.status === 0, text: run.stdout + run.stderr };
}

test("the test that is written fails on the naive consumer, and passes once the recipe's edit is in", { timeout: 180_000 }, async () => {
  const root = naive();
  const consumer = "billing-service/src/main.ts#${ORDERS_TOPIC}";
  const answer = await call("verify-idempotency", { root, consumer, emitTest: "billing-service/test/duplicate.test.ts" });
  expect(answer.counterexample).toMatchObject({ faultClass: "F1:redelivery", fix: expect.stringContaining("unique key") });
  const before = vitest(root);
  expect(before.text).toContain("balance");
  expect(before.passed).toBe(false);

  // As the recipe says: the event id under a unique key, in the transaction of the effect; and the payment under an id of its own event.
  const file = join(root, "billing-service/src/main.ts");
  const cured = readFileSync(file, "utf8")
    .replace(
      'balance REAL NOT NULL DEFAULT 0)");',
      'balance REAL NOT NULL DEFAULT 0); CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY)");',
    )
    .replace(
      '      db.prepare("INSERT OR IGNORE',
      '      db.exec("BEGIN");\n      if (db.prepare("INSERT OR IGNORE INTO inbox VALUES (?)").run(event.id).changes === 0) return void db.exec("COMMIT");\n      db.prepare("INSERT OR IGNORE',
    )
    .replace("      await producer.send(", '      db.exec("COMMIT");\n      await producer.send(');
  expect(cured.match(/COMMIT/g)).toHaveLength(2);
  writeFileSync(file, cured);
  const after = vitest(root);
  expect(after.text).toContain("1 passed");
  expect(after.passed).toBe(true);
});
