import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { ledgerConsumer, ledgerShop } from "./ledger-shop.ts";

const files = {
  "billing/package-lock.json": '{ "lockfileVersion": 3 }\n',
  "billing/amounts.mjs": "export const amountOf = (event) => event.data.amount;\n",
  "billing/migrations/1.sql": "create table ledger (event_id text, account text, amount real);\n",
  "billing/migrations/2.sql": "create unique index once on ledger (event_id);\n",
};
const consumer = `import { amountOf } from "./amounts.mjs";
export async function handle(event, ctx) {
  await ctx.db.query("insert into ledger values (?, ?, ?) on conflict do nothing", [event.event_id, event.data.account, amountOf(event)]);
}
`;

let root: string;
beforeAll(async () => {
  root = ledgerShop(consumer, files, { setup: ["billing/migrations/*.sql"] });
  const { verdict, why } = await call("verify-idempotency", { root, consumer: ledgerConsumer });
  expect([verdict, why]).toEqual(["idempotent", expect.stringContaining("No violation")]);
});

const rowFive = async () => (await call("validate", { root })).domains[0]!.rows[4]!;

const edits: [string, string, string, string][] = [
  ["the consumer", "billing/ledger.mjs", "conflict do nothing", "conflict do  nothing"],
  ["a helper that it imports", "billing/amounts.mjs", "event.data.amount;", "event.data.amount ;"],
  ["a migration: the unique index dropped", "billing/migrations/2.sql", "create unique", "create"],
  ["the lockfile", "billing/package-lock.json", "3", "4"],
  ["the samples", "billing/samples.json", '"amount":10', '"amount":11'],
];

it.each(edits)(
  "the evidence of a run is stale once something changed in %s, and fresh again once it is undone",
  async (_, path, before, after) => {
    expect((await rowFive()).status).toBe("pass");
    const text = readFileSync(join(root, path), "utf8");
    expect(text).toContain(before);
    writeFileSync(join(root, path), text.replace(before, after));
    const { status, why } = await rowFive();
    expect([status, why]).toEqual(["unknown", expect.stringContaining("its evidence is stale: ")]);
    expect(why).toContain(path.includes("migrations") ? "billing/migrations/*.sql" : path);
    writeFileSync(join(root, path), text);
  },
);

it("a violation shows once the unique index is gone", async () => {
  writeFileSync(join(root, "billing/migrations/2.sql"), "create index once on ledger (event_id);\n");
  expect((await call("verify-idempotency", { root, consumer: ledgerConsumer })).verdict).toBe("not-idempotent");
  expect((await rowFive()).status).toBe("fail");
});

it("the evidence depends on what a delivery loads or reads, too", async () => {
  const late = `import { readFileSync } from "node:fs";
export async function handle(event, ctx) {
  const { amountOf } = await import("./amounts.mjs");
  const { factor } = JSON.parse(readFileSync(new URL("./rules.json", import.meta.url), "utf8"));
  await ctx.db.query("insert into ledger values (?, ?, ?) on conflict do nothing", [event.event_id, event.data.account, factor * amountOf(event)]);
}
`;
  root = ledgerShop(late, { ...files, "billing/rules.json": '{"factor": 2}\n' }, { setup: ["billing/migrations/*.sql"] });
  expect((await call("verify-idempotency", { root, consumer: ledgerConsumer })).verdict).toBe("idempotent");
  expect((await rowFive()).status).toBe("pass");
  for (const path of ["billing/amounts.mjs", "billing/rules.json"]) {
    const text = readFileSync(join(root, path), "utf8");
    writeFileSync(join(root, path), `${text} `);
    expect((await rowFive()).why).toContain(`${path} changed`);
    writeFileSync(join(root, path), text);
  }
});
