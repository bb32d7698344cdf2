import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Material, VerifyOptions } from "../src/verify/material.ts";
import type { Play } from "../src/verify/play.ts";
import { schedules } from "../src/verify/schedules.ts";
import { streamOf, undisturbedSteps } from "../src/verify/stream.ts";
import { handlerSubject } from "../src/verify/subjects/handler.ts";
import { verifyConsumer } from "../src/verify/verify.ts";

/**
 * `npm run bench:verify [-- PLAYS]`: plays a second of a handler that takes its effects from ctx (bar: 500) and of one on
 * instrumented clients, node:sqlite and fetch (bar: 100); the most memory that the host held over PLAYS plays (default 10,000;
 * bar: 600 MB, Linux); and a full verification of four handlers, median of five rounds (bar: 3 s).
 */
const plays = Number(process.argv[2] ?? 10_000);
const clock = Date.UTC(2026, 4, 5, 10, 17, 3);

const events = Array.from({ length: 12 }, (_, index) => ({
  event_id: `${String(index).padStart(8, "0")}-5d2e-4b1a-9c3f-0123456789ab`,
  event_type: "parcel.weighed",
  timestamp: new Date(clock + 61_000 * index).toISOString(),
  data: { depot: `depot-${index % 3}`, grams: 120 + 35 * index },
}));
const material: Material = {
  consumer: "bench",
  events,
  ids: events.map(({ event_id }) => event_id),
  keys: events.map(({ data }) => data.depot),
  withIds: (ids) => events.map((event, index) => ({ ...event, event_id: ids[index] })),
};

const schema = `export const schema = ["CREATE TABLE depots(depot TEXT PRIMARY KEY, grams INTEGER)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO depots VALUES(?,?) ON CONFLICT(depot) DO UPDATE SET grams = depots.grams + excluded.grams";`;
const consumers = {
  inbox: `${schema}
export async function handle({ event_id, data }, ctx) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount > 0) await q.query(add, [data.depot, data.grams]);
  });
}`,
  payment: `${schema}
export async function handle({ event_id, data }, ctx) {
  const answer = await ctx.http.post("https://scale.example/weights", data, { "Idempotency-Key": event_id });
  if (answer.status >= 500) throw new Error("scale");
  await ctx.db.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
}`,
  naive: `${schema}
export async function handle({ data }, ctx) { await ctx.db.query(add, [data.depot, data.grams]); }`,
  instrumented: `import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync(new URL("./depots.db", import.meta.url).pathname);
db.exec("CREATE TABLE IF NOT EXISTS depots(depot TEXT PRIMARY KEY, grams INTEGER)");
db.exec("CREATE TABLE IF NOT EXISTS seen(id TEXT PRIMARY KEY)");
export async function handle({ event_id, data }) {
  const answer = await fetch("https://scale.example/weights", { method: "POST", body: JSON.stringify(data), headers: { "Idempotency-Key": event_id } });
  if (!answer.ok) throw new Error("scale");
  db.exec("BEGIN IMMEDIATE");
  try {
    const mark = db.prepare("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING").run(event_id);
    if (mark.changes > 0) db.prepare("INSERT INTO depots VALUES(?,?) ON CONFLICT(depot) DO UPDATE SET grams = depots.grams + excluded.grams").run(data.depot, data.grams);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}`,
};
type Name = keyof typeof consumers;

function subject(name: Name) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "bench-verify-")));
  writeFileSync(join(root, "consumer.mjs"), consumers[name]);
  const { ids, keys } = material;
  const spec = {
    root,
    file: join(root, "consumer.mjs"),
    export: "handle",
    shape: "event",
    setup: [],
    events,
    ids,
    keys,
    topic: "depots",
    allowHosts: [],
    patienceMs: 5000,
    env: {},
  };
  return handlerSubject(spec, { signal: new AbortController().signal, distRoot: "/nowhere/", env: process.env });
}

/** Resident memory of our children, in MB. */
function childMemory(): number {
  if (process.platform !== "linux") return Number.NaN;
  const resident = readdirSync("/proc").map((pid) => {
    try {
      const status = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
      const isChild = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === process.pid;
      return isChild ? Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024 : 0;
    } catch {
      return 0;
    }
  });
  return Math.max(...resident);
}

async function rate(name: Name, count: number): Promise<{ perSecond: number; memory: number }> {
  const consumer = subject(name);
  const opening = await consumer.open();
  if ("problem" in opening) throw new Error(opening.problem.message);
  const steps = undisturbedSteps(events.length);
  const first = await consumer.play({ steps, clock, seed: 1 });
  if (first.problems.length > 0) throw new Error(JSON.stringify(first.problems));
  const stream = streamOf(material, opening.opened, steps, first);
  const all: Play[] = schedules.flatMap((schedule) => [...schedule.plan(stream)].map(({ play }) => ({ ...play, clock, seed: 1 })));
  let memory = 0;
  const began = performance.now();
  for (let done = 0; done < count; done++) {
    await consumer.play(all[(done * 7) % all.length]!);
    if (done % 250 === 0) memory = Math.max(memory, childMemory());
  }
  const perSecond = count / ((performance.now() - began) / 1000);
  await consumer.close();
  return { perSecond, memory };
}

const options: VerifyOptions = {
  seeds: [42],
  budget: { plays: 600, seconds: 120 },
  invariants: [],
  ignore: [],
  model: "individual",
  replay: { command: "", file: "" },
  now: () => performance.now(),
};

async function fullVerify(name: Name): Promise<number> {
  const began = performance.now();
  const consumer = subject(name);
  const { verification } = await verifyConsumer(consumer, material, options, new AbortController().signal, () => {});
  await consumer.close();
  const took = performance.now() - began;
  if (verification.verdict === "inconclusive") throw new Error(`${name}: ${verification.why}`);
  return took;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const bar = (name: string, value: number, unit: string, holds: boolean) =>
  console.log(`${name}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit} ${holds ? "(holds)" : "(misses the bar)"}`);

const ctx = await rate("inbox", plays);
bar("ctx handler", ctx.perSecond, "plays/s, bar 500", ctx.perSecond >= 500);
bar(`memory of the host over ${plays} plays`, ctx.memory, "MB, bar 600", !(ctx.memory >= 600));
const instrumented = await rate("instrumented", Math.min(plays, 2000));
bar("node:sqlite and fetch", instrumented.perSecond, "plays/s, bar 100", instrumented.perSecond >= 100);
const times: number[] = [];
for (let round = 0; round < 5; round++) for (const name of Object.keys(consumers) as Name[]) times.push(await fullVerify(name));
const middle = median(times) / 1000;
bar("full verification, median", middle, "s, bar 3", middle < 3);
console.log(`full verification, slowest: ${(times.at(-1)! / 1000).toFixed(2)} s`);
