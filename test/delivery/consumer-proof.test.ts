import { describe, expect, test } from "vitest";
import { virtualClock } from "../../src/brokers/clock.ts";
import { embedded } from "../../src/brokers/embedded/broker.ts";
import { type Consume, type Fate, growing, sendPoison } from "../../src/delivery/consumer-proof.ts";
import { openShadow } from "../../src/delivery/poison.ts";
import { defaultRetry } from "../../src/model/delivery.ts";

const poison = 2;

async function send(
  consume: Consume,
  { redelivery = "requeue", batch = 1 }: { redelivery?: Parameters<typeof embedded>[0]; batch?: number } = {},
) {
  const clock = virtualClock(1_700_000_000_000);
  const broker = embedded(redelivery);
  const wanted = { consumer: "a", channel: "orders", group: "billing", retry: defaultRetry };
  const { session, reader, close } = await openShadow(broker, wanted, { root: "/nowhere", connection: "default", clock }, "run-1");
  const run = await sendPoison(
    session,
    reader,
    { consumer: "a", clock, keys: ["k", "j", "k", "j", "k"], order: [0, 1, 2, 3, 4], batch },
    consume,
  );
  await close();
  return { ...run, ofPoison: run.handed.filter(({ event }) => event === poison) };
}

const each =
  (fate: (event: number, count: number) => Fate): Consume =>
  async (batch) =>
    batch.map(({ event, count }) => fate(event, count));

const whole: Consume = async (batch) => batch.map(() => (batch.some(({ event }) => event === poison) ? "refused" : "acked"));

describe.each(["rewind", "requeue", "visibility", "ack-wait"] as const)("poison among others, %s", (redelivery) => {
  test("refused: four deliveries on the ladder, one dead letter with its headers, everybody else once", async () => {
    const run = await send(
      each((event) => (event === poison ? "refused" : "acked")),
      { redelivery },
    );
    expect(run.ofPoison.map(({ count, atMs }) => [count, atMs])).toEqual([
      [1, 0],
      [2, 1000],
      [3, 6000],
      [4, 36_000],
    ]);
    expect(run).toMatchObject({ deadLetters: [poison], missingHeaders: [], stuck: [], quiet: true });
    expect(run.handed.filter(({ event }) => event !== poison).map(({ event, count }) => [event, count])).toEqual([
      [0, 1],
      [1, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  test("rejected: at once", async () => {
    const run = await send(
      each((event) => (event === poison ? "rejected" : "acked")),
      { redelivery },
    );
    expect(run.ofPoison).toHaveLength(1);
    expect(run.deadLetters).toEqual([poison]);
  });

  test("given back without a wait: it is stuck, and ends nowhere", async () => {
    const run = await send(
      each((event) => (event === poison ? "again" : "acked")),
      { redelivery },
    );
    expect(run).toMatchObject({ stuck: [poison], deadLetters: [] });
    expect(run.ofPoison).toHaveLength(8);
  });

  test("handled at the third attempt: no dead letter", async () => {
    const run = await send(
      each((event, count) => (event === poison && count < 3 ? "refused" : "acked")),
      { redelivery },
    );
    expect(run).toMatchObject({ deadLetters: [], quiet: true });
    expect(run.ofPoison.map(({ fate }) => fate)).toEqual(["refused", "refused", "acked"]);
  });

  test("a batch that fails as a whole takes its neighbours down", async () => {
    const run = await send(whole, { redelivery, batch: 3 });
    expect(run.deadLetters.length).toBeGreaterThan(1);
  });
});

test("a problem ends the run and is told", async () => {
  const run = await send(async (batch) => (batch[0]!.event === poison ? { problem: "The consumer never settles." } : ["acked"]));
  expect(run).toMatchObject({ problem: "The consumer never settles.", deadLetters: [] });
});

test("waits that grow", () => {
  expect([[1000, 5000, 30_000], [1000, 2000], [1000, 1000], [1000], [], [0, 0], [5000, 1000]].map(growing)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
