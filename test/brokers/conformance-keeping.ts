import { expect } from "vitest";
import {
  ack,
  bodiesIn,
  type Case,
  declare,
  mark,
  message,
  quiet,
  recorder,
  rungsMs,
  settled,
  text,
  topologyIn,
  waitFor,
} from "./conformance.ts";

/** Dead letters, crashes, looking, declaring: nothing is lost and nothing is invented. */
export const keepingCases: readonly Case[] = [
  {
    name: "what is rejected lies in the dead letter with its headers, and looking at it fifty times changes nothing",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { handle } = recorder(running, (delivery) => (text(delivery) === "bad" ? { do: "reject", headers: { why: "fatal" } } : ack));
      await session.publish(running.named("orders"), message("bad", { key: "k", headers: { a: "1" } }));
      await session.publish(running.named("orders"), message("good"));
      const subscription = await session.subscribe(reader, handle);
      await waitFor(
        running,
        "dead letter",
        async () => (await session.backlog(reader.deadLetter)).ready === 1 && settled(session, reader, subscription),
      );
      for (let look = 0; look < 50; look += 1) expect(await bodiesIn(session, reader.deadLetter, running.contents)).toEqual(["bad"]);
      for await (const held of session.peek(reader.deadLetter, 10))
        expect(held).toMatchObject({ key: "k", headers: { a: "1", why: "fatal" } });
      expect(subscription.counts()).toMatchObject({ delivered: 2, acked: 1, rejected: 1 });
    },
  },
  {
    name: "a settlement that cannot be carried out loses nothing and is told at the end",
    async run(running) {
      for (const impossible of [{ do: "reject" }, { do: "nack", afterMs: 123_456 }] as const) {
        const session = await running.connect();
        const channel = `orders-${impossible.do}`;
        const reader = { ...(await declare(running, session, "billing", channel)), deadLetter: "nowhere" };
        const { seen, handle } = recorder(running, (_, nth) => (nth === 1 ? impossible : ack));
        await session.publish(running.named(channel), message("a"));
        const subscription = await session.subscribe(reader, handle);
        await waitFor(running, "second delivery", () => seen.length === 2 && settled(session, reader, subscription));
        await expect(subscription.close()).rejects.toThrow();
        expect(subscription.counts()).toMatchObject({ delivered: 2, acked: 1, nacked: 1 });
      }
    },
  },
  {
    name: "a crash gives back what was not acknowledged, and nothing else",
    async run(running) {
      const [session, victim] = [await running.connect(), await running.connect()];
      const reader = await declare(running, session);
      const hung = recorder(running, (delivery) => (text(delivery) === "0" ? ack : new Promise(() => undefined)));
      for (const body of ["0", "1", "2"]) await session.publish(running.named("orders"), message(body, { key: "k" }));
      const dying = await victim.subscribe(reader, hung.handle, { prefetch: 2 });
      await waitFor(running, "work in flight", () => hung.seen.length === 3);
      running.crash(victim);
      const after = recorder(running, () => ack);
      await session.subscribe(reader, after.handle);
      await waitFor(running, "the rest", () => after.seen.length >= 2 && quiet(session, reader));
      expect(after.texts()).toEqual(["1", "2"]);
      expect(after.seen[0]!.delivery.redelivered).toBe(session.features.counts);
      expect(dying.counts()).toMatchObject({ delivered: 3, acked: 1 });
    },
  },
  {
    name: "closing waits for what is in work and releases the rest",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session, "billing", "orders", { handlerTimeoutMs: 30_000 });
      const work: { finish?: () => void } = {};
      const finished = new Promise<void>((resolve) => (work.finish = resolve));
      const slow = recorder(running, () => finished.then(() => ack));
      for (let index = 0; index < 10; index += 1) await session.publish(running.named("orders"), message(`${index}`, { key: `k${index}` }));
      const subscription = await session.subscribe(reader, slow.handle, { prefetch: 4 });
      await waitFor(running, "work", () => slow.seen.length === 4);
      let closed = false;
      const closing = subscription.close().then(() => (closed = true));
      expect(await running.clock.until(() => closed, 300)).toBe(false);
      work.finish?.();
      await waitFor(running, "closed", () => closed);
      await closing;
      expect(subscription.counts()).toEqual({ delivered: 4, acked: 4, nacked: 0, rejected: 0, lapsed: 0, inFlight: 0 });
      expect(await session.backlog(reader.channel, reader.group)).toMatchObject({ ready: 6, delayed: 0, inFlight: 0 });
    },
  },
  {
    name: "the backlog says what is ready, delayed and in work, and since when",
    async run(running) {
      const session = await running.connect();
      // Nothing of it is over before it is looked at.
      const longMs = 30_000;
      const reader = await declare(running, session, "billing", "orders", { rungsMs: [longMs], handlerTimeoutMs: longMs });
      const since = running.clock.now();
      for (const body of ["later", "stuck", "b", "c"]) await session.publish(running.named("orders"), message(body, { key: body }));
      const until = running.clock.now();
      const { seen, handle } = recorder(running, (delivery) =>
        text(delivery) === "later" ? { do: "nack", afterMs: longMs } : new Promise(() => undefined),
      );
      await session.subscribe(reader, handle);
      await waitFor(running, "one stuck", () => seen.length === 2);
      const waiting = await session.backlog(reader.channel, reader.group);
      const rung = reader.rungs.at(-1)!.channel;
      const delayed = rung === undefined ? waiting.delayed : (await session.backlog(rung)).delayed;
      expect({ ...waiting, delayed }).toMatchObject({ ready: 2, delayed: 1, inFlight: 1 });
      if (!session.features.peeks && waiting.oldestAtMs === undefined) return;
      expect(waiting.oldestAtMs).toBeGreaterThanOrEqual(since - running.slackMs);
      expect(waiting.oldestAtMs).toBeLessThanOrEqual(until + running.slackMs);
    },
  },
  {
    name: "take deletes what was handled, keeps the rest in its order, and stops at a failure",
    async run(running) {
      const session = await running.connect();
      const { deadLetter } = await declare(running, session);
      for (const body of ["a", "b", "c", "d"]) await session.publish(deadLetter, message(body));
      expect(
        await session.take(
          deadLetter,
          (held) => text(held) !== "b",
          async () => undefined,
        ),
      ).toBe(3);
      expect(await bodiesIn(session, deadLetter, running.contents)).toEqual(["b"]);
      for (const body of ["e", "f"]) await session.publish(deadLetter, message(body));
      const broken = session.take(
        deadLetter,
        () => true,
        async (held) => {
          if (text(held) === "e") throw new Error("cut");
        },
      );
      await expect(broken).rejects.toThrow("cut");
      expect(await bodiesIn(session, deadLetter, running.contents)).toEqual(["e", "f"]);
    },
  },
  {
    name: "declaring twice changes nothing, differing is refused, only what is ours and empty is taken back",
    async run(running) {
      const session = await running.connect();
      const { resources } = topologyIn(running, "billing", "orders");
      expect(await session.observe(resources)).toEqual([]);
      expect(await session.observe(resources)).toEqual([]);
      for (const resource of resources) await session.create(resource, mark);
      const first = await session.observe(resources);
      expect(first.map(({ id }) => id)).toEqual(resources.map(({ id }) => id));
      for (const [index, { config }] of resources.entries()) expect(first[index]!.config).toMatchObject(config);
      for (const resource of resources) await session.create(resource, "run-2");
      expect(await session.observe(resources)).toEqual(first);
      const consumer = resources.find(({ role }) => role === "consumer")!;
      await expect(session.create({ ...consumer, config: { ...consumer.config, deadLetter: "other" } }, mark)).rejects.toThrow();
      await session.publish(running.named("orders"), message("a"));
      const backwards = [...resources].reverse();
      for (const resource of backwards) expect(await session.remove(resource, "run-2")).toBe(false);
      for (const resource of backwards) await session.remove(resource, mark);
      expect((await session.observe(resources)).map(({ id }) => id)).toContain(consumer.id);
      const subscription = await session.subscribe(topologyIn(running, "billing", "orders").reader, async () => [ack]);
      // The rungs are gone by now.
      await waitFor(running, "empty", () => quiet(session, { ...topologyIn(running, "billing", "orders").reader, rungs: [] }));
      await subscription.close();
      for (const resource of backwards) await session.remove(resource, mark);
      const left = running.keeps ? resources.filter(({ role }) => role === "source") : [];
      expect((await session.observe(resources)).map(({ id }) => id)).toEqual(left.map(({ id }) => id));
    },
  },
  {
    name: "a restart of the broker keeps messages, waits and dead letters",
    async run(running) {
      const before = await running.connect();
      const reader = await declare(running, before);
      const { seen, handle } = recorder(running, (delivery) =>
        text(delivery) === "late" ? { do: "nack", afterMs: rungsMs.at(-1)! } : { do: "reject" },
      );
      const subscription = await before.subscribe(reader, handle);
      for (const body of ["late", "dead"]) await before.publish(running.named("orders"), message(body));
      await waitFor(running, "both", async () => seen.length === 2 && (await before.backlog(reader.deadLetter)).ready === 1);
      await subscription.close();
      await before.publish(running.named("orders"), message("waiting"));
      await running.restart();
      const session = await running.connect();
      const after = recorder(running, () => ack);
      await session.subscribe(reader, after.handle);
      await waitFor(running, "the rest", () => after.seen.length === 2 && quiet(session, reader));
      // On real time the restart may take longer than the wait.
      if (running.clock.kind === "virtual") expect(after.texts()).toEqual(["waiting", "late"]);
      expect(after.texts().sort()).toEqual(["late", "waiting"]);
      expect(await bodiesIn(session, reader.deadLetter, running.contents)).toEqual(["dead"]);
    },
  },
];
