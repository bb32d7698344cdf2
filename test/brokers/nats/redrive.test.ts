import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { headers } from "nats";
import type { Reader, Session } from "../../../src/brokers/broker.ts";
import { inspect } from "../../../src/delivery/inspect.ts";
import { openLedger } from "../../../src/delivery/journal.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { redrive, select } from "../../../src/delivery/redrive.ts";
import { message, quiet, waitFor } from "../conformance.ts";
import { byHand } from "./by-hand.ts";
import { openingOf, type NatsRunning } from "./running.ts";
import { body, depth, made, onBoth, wish } from "./setting.ts";

/** As the consumers of a bad day leave them. */
async function fill(broker: NatsRunning, count: number): Promise<void> {
  await byHand(broker.url, async ({ stream }) => {
    for (let from = 1; from <= count; from += 500) {
      const page = Array.from({ length: Math.min(500, count - from + 1) }, (_, index) => from + index);
      await Promise.all(page.map((nth) => stream.publish(`dlq.ORDERS.billing.${nth}`, body(`e-${nth}`), { headers: failed() })));
    }
  });
}

function failed() {
  const all = headers();
  for (const [name, value] of Object.entries({ kind: "exhausted", class: "TypeError", message: "x is undefined" }))
    all.set(`gm-error-${name}`, value);
  return all;
}

const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), "redrive-")));

function run(session: Session, reader: Reader, root: string, name: string, progress: (done: number) => void = () => undefined) {
  const { clock } = openingOf("");
  const signal = new AbortController().signal;
  const how = { run: name, clock, perSecond: 1_000_000, limit: Number.POSITIVE_INFINITY, signal, progress };
  return redrive(session, reader, {}, openLedger(root, "test", reader.deadLetter), how);
}

await onBoth({
  async "thousands of dead letters with a crash in the middle: each is back, and once in effect"(broker) {
    const total = broker.kind === "nats-newest" ? 10_000 : 1000;
    const crashAt = total * 0.4;
    const session = await broker.connect();
    const reader = await made(session, wish());
    await fill(broker, total);
    const before = await inspect(session, reader, Date.now(), 0);
    expect(before).toMatchObject({ depth: total, level: "page", causes: [{ kind: "exhausted", error: "TypeError", count: total }] });
    const times = new Map<string, number>();
    await session.subscribe(
      reader,
      async (batch) => {
        for (const each of batch) {
          const { event_id: id } = JSON.parse(Buffer.from(each.body).toString()) as { event_id: string };
          times.set(id, (times.get(id) ?? 0) + 1);
        }
        return batch.map(() => ({ do: "ack" }));
      },
      { prefetch: 500, batch: 100 },
    );
    const root = folder();
    const victim = await broker.connect();
    const cut = run(victim, reader, root, "run-1", (done) => {
      if (done === crashAt) broker.crash(victim);
    });
    await expect(cut).rejects.toThrow();
    const left = await depth(session, reader.deadLetter);
    expect(left).toBeLessThanOrEqual(total - crashAt + 2);
    expect(left).toBeGreaterThanOrEqual(total - crashAt - 2);
    const rest = await run(await broker.connect(), reader, root, "run-2");
    expect(rest.sent + rest.finished).toBe(left);
    await waitFor(broker, "all", async () => times.size === total && quiet(session, reader));
    expect(await depth(session, reader.deadLetter)).toBe(0);
    const twice = [...times.values()].filter((count) => count > 1);
    expect(twice.length).toBeLessThanOrEqual(1);
  },

  async "what fails again is held back, and told"(broker) {
    const session = await broker.connect();
    const reader = await made(session, wish({ rungsMs: [100] }));
    const ladder = ladderOf("svc/a.ts#billing", reader, session.features, broker.clock);
    const attempts: number[] = [];
    const handle = onLadder(ladder, async (_, attempt) => {
      attempts.push(attempt);
      throw new TypeError("always");
    });
    await session.subscribe(reader, handle);
    await session.publish("orders", message("poison", { body: body("e-1") }));
    const dead = async () => (await depth(session, reader.deadLetter)) === 1 && quiet(session, reader);
    await waitFor(broker, "dead letter", dead);
    const root = folder();
    expect(await run(session, reader, root, "run-1")).toEqual({ sent: 1, finished: 0 });
    await waitFor(broker, "dead again", async () => attempts.length === 4 && dead());
    expect(attempts).toEqual([1, 2, 1, 2]);
    expect(await run(session, reader, root, "run-2")).toEqual({ sent: 0, finished: 0 });
    expect(await select(session, reader, {}, openLedger(root, "test", reader.deadLetter))).toMatchObject({ matching: 0, loops: 1 });
    expect(await inspect(session, reader, Date.now(), 1)).toMatchObject({ depth: 1, returned: 1, samples: [{ eventId: "e-1" }] });
  },

  async "other groups see nothing of it: the consumer's own entry is read beside its stream, and has the same ladder"(broker) {
    const session = await broker.connect();
    const billing = await made(session, wish({ rungsMs: [100] }));
    const mail = await made(session, wish({}, { group: "mail", consumer: "svc/b.ts#mail" }));
    const theirs: string[] = [];
    await session.subscribe(mail, async ([each]) => {
      theirs.push(each!.headers["gm-redrive-id"] ?? "first");
      return [{ do: "ack" }];
    });
    const mine: { channel: string; attempt: number; id: string }[] = [];
    const ladder = ladderOf("svc/a.ts#billing", billing, session.features, broker.clock);
    await session.subscribe(
      billing,
      onLadder(ladder, async ({ channel, id }, attempt) => {
        mine.push({ channel, attempt, id });
        throw new Error("always");
      }),
    );
    await session.publish("orders", message("poison", { body: body("e-1") }));
    const dead = async () => (await depth(session, billing.deadLetter)) === 1 && (await quiet(session, billing)) && quiet(session, mail);
    await waitFor(broker, "dead letter", dead);
    await run(session, billing, folder(), "run-1");
    await waitFor(broker, "dead again", async () => mine.length === 4 && dead());
    expect(theirs).toEqual(["first"]);
    expect(mine.map(({ channel, attempt, id }) => `${channel} ${id} ${attempt}`)).toEqual([
      "orders 1 1",
      "orders 1 2",
      "orders entry-1 1",
      "orders entry-1 2",
    ]);
  },

  async "nothing goes to an entry that nobody reads: it stays in the dead letter until somebody does, or has"(broker) {
    const session = await broker.connect();
    const billing = await made(session, wish({ rungsMs: [100] }));
    await made(session, wish({}, { group: "mail", consumer: "svc/b.ts#mail" }));
    await fill(broker, 2);
    await expect(run(session, billing, folder(), "run-1")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("ORDERS_billing_ENTRY/billing"),
    });
    expect(await depth(session, billing.deadLetter)).toBe(2);
    const seen: string[] = [];
    const subscription = await session.subscribe(billing, async (batch) => {
      seen.push(...batch.map(({ id }) => id));
      return batch.map(() => ({ do: "ack" }));
    });
    expect(await run(session, billing, folder(), "run-2")).toMatchObject({ sent: 2 });
    await waitFor(broker, "both", async () => seen.length === 2 && quiet(session, billing));
    await subscription.close();
    await fill(broker, 4);
    expect((await run(await broker.connect(), billing, folder(), "run-3")).sent).toBeGreaterThan(0);
  },
});
