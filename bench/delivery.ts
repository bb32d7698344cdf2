import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClock } from "../src/brokers/clock.ts";
import type { Wanted } from "../src/brokers/broker.ts";
import { brokerOf } from "../src/brokers/spoken.ts";
import { inspect } from "../src/delivery/inspect.ts";
import { openLedger } from "../src/delivery/journal.ts";
import { planOf } from "../src/delivery/plan.ts";
import { redrive } from "../src/delivery/redrive.ts";
import { defaultRetry } from "../src/model/delivery.ts";
import { type Kind, shared } from "../test/servers/servers.ts";
import { bareNats } from "./delivery/bare-nats.ts";
import { bareRabbitmq } from "./delivery/bare-rabbitmq.ts";

/**
 * `npm run bench:delivery [-- PART…]`: `plan` (500 consumers of each broker against what is there, pure), and on the real servers of
 * `npm run brokers -- up`, each beside a bare loop on the same client in the same run.
 */
const parts = process.argv.slice(2).filter((word) => !/^\d+$/.test(word));
const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100_000);
const inspectCount = count * 10;
const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
const clock = realClock(() => performance.now());

const consumers = Array.from({ length: 500 }, (_, index): Wanted => ({
  consumer: `service${index % 40}/read.ts#orders${index}`,
  channel: `orders${index}`,
  group: `billing${index % 7}`,
  retry: defaultRetry,
}));

async function plan(): Promise<void> {
  for (const kind of ["kafka", "rabbitmq", "sqs", "nats"]) {
    const broker = (await brokerOf(kind))!;
    const start = clock.now();
    const desired = consumers.map((wanted) => ({ consumer: wanted.consumer, resources: broker.topology(wanted).resources }));
    const observed = desired.flatMap(({ resources }) => resources.map(({ id, config }) => ({ id, config, mark: "run" })));
    const { actions } = planOf(
      kind,
      desired,
      observed.filter((_, index) => index % 5 !== 0),
    );
    const created = actions.filter(({ action }) => action === "create").length;
    console.log(`plan ${kind}   500 consumers, ${actions.length} resources, ${created} to create   ${(clock.now() - start).toFixed(0)} ms`);
  }
}

/** A consumer's dead letter on a real server, filled with so many. */
async function filled(kind: string, server: Kind, count: number, name: string) {
  const broker = (await brokerOf(kind))!;
  const address = shared(server)?.address;
  if (address === undefined) throw new Error(`npm run brokers -- up ${server}`);
  const root = mkdtempSync(join(tmpdir(), "bench-delivery-"));
  const opening = { root, connection: "bench", clock: realClock(() => Date.now()), address };
  const session = await broker.open(opening);
  const { resources, reader } = broker.topology({ consumer: "bench", channel: name, group: name, retry: defaultRetry });
  for (const resource of resources) await session.create(resource, "bench");
  for (let from = 0; from < count; from += 500) {
    const some = Array.from({ length: Math.min(500, count - from) }, (_, index) =>
      session.publish(reader.deadLetter, {
        headers: { "gm-error-kind": "exhausted", "gm-error-class": "TypeError" },
        body: Buffer.from(JSON.stringify({ event_id: `${name}-${from + index}`, data: "x".repeat(200) })),
      }),
    );
    await Promise.all(some);
  }
  const end = async () => {
    for (const resource of [...resources].reverse()) await session.remove(resource, "bench", true);
    await session.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { root, session, reader, address, end };
}

const bare: Record<string, (address: Record<string, string>, deadLetter: string, count: number) => Promise<void>> = {
  rabbitmq: ({ url, user, password }, from, count) =>
    bareRabbitmq(url!.replace("://", `://${user}:${password}@`), from, `${from}.bare`, count),
  nats: ({ url }, from, count) => bareNats(url!, from.split(".").slice(1).join("_").concat("_DLQ"), `${from}.>`, "bare", count),
};

async function redriven(kind: string, server: Kind, count: number): Promise<void> {
  const name = `bench${Date.now() % 1_000_000}`;
  const one = await filled(kind, server, count, `${name}a`);
  const startBare = clock.now();
  await bare[kind]!(one.address, one.reader.deadLetter, count);
  const bareMs = clock.now() - startBare;
  await one.end();
  const two = await filled(kind, server, count, `${name}b`);
  const startOurs = clock.now();
  const { sent } = await redrive(two.session, two.reader, {}, openLedger(two.root, "bench", two.reader.deadLetter), {
    run: "bench",
    clock: realClock(() => Date.now()),
    perSecond: Infinity,
    limit: Infinity,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  const oursMs = clock.now() - startOurs;
  await two.end();
  console.log(
    `redrive ${kind}   ${sent} of ${count}   ours ${(oursMs / 1000).toFixed(1)} s   bare loop ${(bareMs / 1000).toFixed(1)} s   speed ${(bareMs / oursMs).toFixed(2)}x`,
  );
}

/** How much the heap grows while so many dead letters are looked at. */
async function inspected(kind: string, server: Kind, count: number): Promise<void> {
  const { session, reader, end } = await filled(kind, server, count, `bench${Date.now() % 1_000_000}`);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const before = process.memoryUsage().rss;
  const start = clock.now();
  const { depth } = await inspect(session, reader, Date.now(), 0);
  clearInterval(watch);
  console.log(
    `inspect ${kind}   ${depth} dead letters   ${((clock.now() - start) / 1000).toFixed(1)} s   RSS ${(before / 1e6).toFixed(0)} -> ${(peak / 1e6).toFixed(0)} MB`,
  );
  await end();
}

if (wants("plan")) await plan();
if (wants("redrive"))
  for (const [kind, server] of [
    ["rabbitmq", "rabbitmq"],
    ["nats", "nats"],
  ] as const)
    await redriven(kind, server, count);
if (wants("inspect")) await inspected("nats", "nats", inspectCount);
