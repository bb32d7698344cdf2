import { describe, expect, test } from "vitest";
import { sleep } from "../../../src/brokers/clock.ts";
import { openLog } from "../../../src/brokers/kafka/log.ts";
import { senderOf } from "../../../src/brokers/kafka/sender.ts";
import { subscribeTo } from "../../../src/brokers/kafka/subscription.ts";
import { topicsOf } from "../../../src/brokers/kafka/topology.ts";
import { readFailure, requiredHeaders } from "../../../src/delivery/headers.ts";
import { isQuiet } from "../../../src/delivery/poison.ts";
import { hasServer } from "../../servers/servers.ts";
import { lateness } from "../conformance.ts";
import { clock, consumer, event, lettersIn, type Setting, setting } from "./setting.ts";

const bad = (id: string): boolean => id.startsWith("bad");

async function quiet({ session, reader }: Setting): Promise<void> {
  expect(await clock.until(() => isQuiet(session, reader), 30_000)).toBe(true);
}

describe.skipIf(!(await hasServer("kafka")))("the ladder on Kafka", () => {
  test.concurrent("K2: good records are not delayed, and their partition never stands still", { timeout: 40_000 }, async (context) => {
    const at = await setting(context, [300, 400, 500]);
    const { session, reader } = at;
    const { seen, handle } = consumer(at, bad);
    await session.subscribe(reader, handle);
    const ids = Array.from({ length: 12 }, (_, index) => (index % 4 === 0 ? `bad${index}` : `good${index}`));
    const sentMs = new Map<string, number>();
    const lateMs = lateness({ clock });
    for (const id of ids) {
      sentMs.set(id, clock.now());
      await session.publish(reader.channel, event(id));
    }
    await quiet(at);
    const slackMs = 2 * lateMs();
    for (const id of ids.filter((each) => !bad(each))) {
      const times = seen.filter((each) => each.id === id);
      expect(times).toHaveLength(1);
      expect(times[0]!.atMs - sentMs.get(id)!).toBeLessThan(750 + slackMs);
    }
    expect(seen.filter(({ id }) => bad(id))).toHaveLength(12);
    expect((await lettersIn(session, reader)).sort()).toEqual(ids.filter(bad).sort());
  });

  test.concurrent("K4: a dead letter says where it came from and what happened", { timeout: 40_000 }, async (context) => {
    const at = await setting(context, [50, 60]);
    const { session, reader } = at;
    await session.subscribe(reader, consumer(at, bad).handle);
    await session.publish(reader.channel, event("first"));
    await session.publish(reader.channel, event("bad"));
    await quiet(at);
    const letters = [];
    for await (const held of session.peek(reader.deadLetter)) letters.push(held);
    expect(letters).toHaveLength(1);
    const { headers } = letters[0]!;
    expect(requiredHeaders.filter((name) => headers[name] === undefined)).toEqual([]);
    expect(headers).toMatchObject({
      "gm-event-id": "bad",
      "gm-original-topic": reader.channel,
      "gm-original-partition": "0",
      "gm-original-offset": "1",
      "gm-attempt": "3",
      "gm-error-kind": "exhausted",
    });
    expect(headers["gm-due"]).toBeUndefined();
    expect(readFailure(headers)).toMatchObject({ consumer: at.wanted.consumer, errorMessage: "poison bad" });
  });

  test.concurrent("K5: with order by key the group waits in place, and nothing overtakes", { timeout: 40_000 }, async (context) => {
    const at = await setting(context, [100, 200, 300], { retry: { ordering: "key", rungsMs: [], handlerTimeoutMs: 1000 } });
    const { session, reader } = at;
    expect(reader.rungs.map(({ channel }) => channel)).toEqual([undefined, undefined, undefined]);
    const { seen, handle } = consumer(at, bad);
    for (const id of ["a", "bad", "b", "c"]) await session.publish(reader.channel, event(id));
    await session.subscribe(reader, handle, { prefetch: 4 });
    await quiet(at);
    const settled = seen.filter(({ id }, index) => seen.findLastIndex((other) => other.id === id) === index).map(({ id }) => id);
    expect(settled).toEqual(["a", "bad", "b", "c"]);
    const gaps = seen.filter(({ id }) => id === "bad");
    expect(gaps).toHaveLength(4);
    for (const [index, wait] of [100, 200, 300].entries())
      expect(gaps[index + 1]!.atMs - gaps[index]!.atMs).toBeGreaterThanOrEqual(wait - 5);
    expect(await lettersIn(session, reader)).toEqual(["bad"]);
  });

  test.concurrent(
    "K6: a handler that takes longer than the session time-out is not taken for dead",
    { timeout: 40_000 },
    async (context) => {
      const at = await setting(context, [100]);
      const { session, reader } = at;
      let runs = 0;
      await session.publish(reader.channel, event("slow"));
      const subscription = await session.subscribe(reader, async () => {
        runs += 1;
        await sleep(clock, 9000);
        return [{ do: "ack" }];
      });
      await quiet(at);
      expect(runs).toBe(1);
      expect(subscription.counts()).toMatchObject({ delivered: 1, acked: 1, lapsed: 0 });
    },
  );

  test.concurrent(
    "K3: killed between the copy on a rung and the commit: a duplicate, nothing lost",
    { timeout: 60_000 },
    async (context) => {
      const at = await setting(context, [200, 300]);
      const { session, reader } = at;
      for (const id of ["bad", "good"]) await session.publish(reader.channel, event(id));
      const client = await at.client();
      const log = await openLog(client);
      const sender = senderOf(client, log);
      const first = consumer(at, bad);
      let copied = false;
      const dying = await subscribeTo(
        client,
        {
          ...sender,
          async send(...args) {
            await sender.send(...args);
            copied = true;
            client.kill();
            dying.abandon();
          },
        },
        clock,
        reader,
        topicsOf(reader),
        first.handle,
        {},
      );
      expect(await clock.until(() => copied, 20_000)).toBe(true);
      const second = consumer(at, bad);
      await session.subscribe(reader, second.handle);
      await quiet(at);
      expect(second.seen.filter(({ id }) => id === "good")).toHaveLength(1);
      // The copy and the record itself: two of the same event, which a consumer that knows its event ids takes for one.
      expect(await lettersIn(session, reader)).toEqual(["bad", "bad"]);
    },
  );

  test.concurrent("K3: members that come and go while copies are under way lose nothing", { timeout: 60_000 }, async (context) => {
    const at = await setting(context, [100, 200], {}, 4);
    const { session, reader } = at;
    const all = Array.from({ length: 120 }, (_, index) => `${index % 5 === 0 ? "bad" : "good"}${index}`);
    const work = consumer(at, bad);
    const others: { close(): Promise<void> }[] = [];
    await session.subscribe(reader, work.handle, { prefetch: 8 });
    for (const [index, id] of all.entries()) {
      await session.publish(reader.channel, event(id, `k${index}`));
      if (index % 30 === 10) others.push(await (await at.another()).subscribe(reader, work.handle, { prefetch: 8 }));
      if (index % 30 === 29) await others.shift()?.close();
    }
    await quiet(at);
    const letters = await lettersIn(session, reader);
    expect([...new Set(letters)].sort()).toEqual(all.filter(bad).sort());
    expect(new Set(work.seen.map(({ id }) => id)).size).toBe(all.length);
  });
});
