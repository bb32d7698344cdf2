import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { namesFor } from "../../src/tools/scaffold/names.ts";
import { defaultRetry } from "../../src/model/delivery.ts";
import { written } from "../../test/scaffold/template-run.ts";
import { run, startPostgres } from "../../test/servers/postgres.ts";
import { type BrokerKind, clients, type Running, serverFor } from "./clients.ts";
import { type Content, fill } from "./fill.ts";
import { placeFor } from "./place.ts";

/** Who consumes: what `scaffold` writes, or a bare loop on the same client that writes the same rows, or the effect alone. */
const variants = ["template", "transaction", "effect"] as const;
type Variant = (typeof variants)[number];

/** Events a second of each variant in each round; the first tenth of a round, in which a process warms up, is not counted. */
export async function goodPath(kind: BrokerKind, count: number, rounds: number): Promise<Record<Variant, number[]>> {
  const server = await serverFor(kind);
  const postgres = await startPostgres();
  const speeds: Record<Variant, number[]> = { template: [], transaction: [], effect: [] };
  try {
    const database = await postgres.createDatabase("billing");
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? variants : variants.toReversed();
      for (const variant of order) speeds[variant].push(await consumed({ kind, server, database, variant, count, round }));
    }
    return speeds;
  } finally {
    await postgres.stop();
    await server.end();
  }
}

interface Round {
  readonly kind: BrokerKind;
  readonly server: Running;
  readonly database: string;
  readonly variant: Variant;
  readonly count: number;
  readonly round: number;
}

async function consumed({ kind, server, database, variant, count, round }: Round): Promise<number> {
  const { client, channel: base } = clients[kind];
  const channel = `${base}${round}${variant}`;
  // A group that knows members which were killed waits for them before anybody reads.
  const group = `billing-${round}${variant}`;
  const { src, files, folder } = await written({ client, channel, group, rungsMs: defaultRetry.rungsMs });
  await run(database, "DROP TABLE IF EXISTS inbox; DROP TABLE IF EXISTS billing_events");
  await run(database, files.find(({ file }) => file === "billing.sql")!.text);
  await run(database, "ALTER TABLE billing_events ADD at timestamptz NOT NULL DEFAULT clock_timestamp()");
  const place = await placeFor(server, { channel, group }, 8);
  await fill[kind](server, place.reader.channel, orders, count);
  const { names } = await namesFor(client, { consumer: "billing", channel, group, retry: defaultRetry });
  const child = started(variant, kind, src, { ...server.env, DATABASE_URL: database, BARE_NAMES: JSON.stringify(names) });
  try {
    await all(database, count, child);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
    await place.end();
  }
  const measured = `SELECT count(*) AS events, extract(epoch FROM max(at) - min(at)) AS seconds
    FROM (SELECT at FROM billing_events ORDER BY at OFFSET ${Math.floor(count / 10)}) AS counted`;
  const [{ events, seconds } = {}] = await run(database, measured);
  return Number(events) / Number(seconds);
}

const names = { event_type: "order.placed", event_version: "1.0", source: "bench" };
const orders: Content = {
  headers: {},
  body: (index) =>
    JSON.stringify({
      event_id: crypto.randomUUID(),
      ...names,
      correlation_id: crypto.randomUUID(),
      timestamp: new Date().toISOString(),
      data: { account: index % 100, cents: index },
    }),
};

function started(variant: Variant, kind: BrokerKind, src: string, env: Record<string, string>): ChildProcess {
  const program = variant === "template" ? "billing-main.ts" : fileURLToPath(new URL(`bare/consume-${kind}.ts`, import.meta.url));
  return spawn(process.execPath, ["--no-warnings", program], {
    cwd: src,
    env: { PATH: process.env["PATH"], BARE_WRITE: variant, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function all(database: string, count: number, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 300_000; ; await sleep(250)) {
    const [{ events } = {}] = await run(database, "SELECT count(*) AS events FROM billing_events");
    if (Number(events) >= count) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Only ${String(events)} of ${count} events took effect.`);
  }
}
