import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { decode, FatalError, kindOf, once } from "./delivery.ts";
import { handle } from "./handler.ts";

const event = {
  event_id: crypto.randomUUID(),
  event_type: "order.placed",
  event_version: "1.0",
  source: "test",
  timestamp: new Date().toISOString(),
  correlation_id: crypto.randomUUID(),
  data: {},
};
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

test("what can never be handled is told from what may be tried again", () => {
  assert.deepEqual(decode(bytes(event)), event);
  for (const broken of ["{", "[]", "null", { ...event, event_id: undefined }, { ...event, timestamp: 5 }]) {
    assert.throws(() => decode(bytes(broken)), FatalError);
  }
  assert.equal(kindOf(new FatalError("no such order")), "fatal");
  assert.equal(kindOf(Object.assign(new Error("invalid text"), { code: "22P02" })), "fatal");
  assert.equal(kindOf(Object.assign(new Error("deadlock"), { code: "40P01" })), "retryable");
  assert.equal(kindOf(new Error("time-out")), "retryable");
});

// On a database whose tables are there: DATABASE_URL.
const url = process.env["DATABASE_URL"];
test("two copies of an event at once, and a third one later, take effect once", { skip: url === undefined }, async () => {
  const pool = new pg.Pool({ connectionString: url });
  try {
    const apply = () => once(pool, "$consumer", event, (client) => handle(event, client));
    const outcomes = [...(await Promise.all([apply(), apply()])), await apply()];
    assert.deepEqual(outcomes.sort(), ["applied", "duplicate", "duplicate"]);
  } finally {
    await pool.end();
  }
});

test("an effect that fails leaves nothing behind", { skip: url === undefined }, async () => {
  const pool = new pg.Pool({ connectionString: url });
  const other = { ...event, event_id: crypto.randomUUID() };
  try {
    await assert.rejects(
      once(pool, "$consumer", other, async () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await once(pool, "$consumer", other, (client) => handle(other, client)), "applied");
  } finally {
    await pool.end();
  }
});
