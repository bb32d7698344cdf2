import { expect } from "vitest";
import { sleep } from "../../src/brokers/clock.ts";
import {
  ack,
  bodiesIn,
  type Case,
  declare,
  lateness,
  leaseMs,
  message,
  quiet,
  recorder,
  settled,
  rungsMs,
  waitFor,
} from "./conformance.ts";

/** Publishing, groups, and the ways in which a message comes back. */
export const deliveryCases: readonly Case[] = [
  {
    name: "a channel that is not there takes nothing",
    async run({ connect }) {
      await expect((await connect()).publish("nowhere", message("a"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    },
  },
  {
    name: "a message arrives once and whole",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { seen, handle } = recorder(running, () => ack);
      const body = Buffer.from([0, 255, 10, 13, 128]);
      await session.publish(running.named("orders"), { key: "k1", headers: { a: "1", "x-ü": "ß" }, body });
      const subscription = await session.subscribe(reader, handle);
      await waitFor(running, "quiet", () => seen.length > 0 && settled(session, reader, subscription));
      expect(seen).toHaveLength(1);
      expect(seen[0]!.delivery).toMatchObject({
        key: "k1",
        headers: { a: "1", "x-ü": "ß" },
        channel: running.named("orders"),
        redelivered: false,
        count: 1,
      });
      expect(Buffer.from(seen[0]!.delivery.body)).toEqual(body);
      expect(subscription.counts()).toEqual({ delivered: 1, acked: 1, nacked: 0, rejected: 0, lapsed: 0, inFlight: 0 });
    },
  },
  {
    name: "order is kept while nothing fails",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { handle, texts } = recorder(running, () => ack);
      // Of one group: an emulator of SQS that is asked while one is in work tells of the next a second later.
      const all = Array.from({ length: 9 }, (_, index) => String(index));
      for (const each of all) await session.publish(running.named("orders"), message(each, { key: "k" }));
      await session.subscribe(reader, handle, { prefetch: 5, batch: 3 });
      await waitFor(running, "all", () => texts().length === all.length && quiet(session, reader));
      expect(texts()).toEqual(all);
    },
  },
  {
    name: "each group gets everything, and sendTo reaches one alone",
    async run(running) {
      const session = await running.connect();
      const [billing, mail] = [await declare(running, session, "billing"), await declare(running, session, "mail")];
      const [one, two] = [recorder(running, () => ack), recorder(running, () => ack)];
      await session.subscribe(billing, one.handle);
      await session.subscribe(mail, two.handle);
      await session.publish(running.named("orders"), message("for all"));
      await session.sendTo(mail, message("for mail"));
      await waitFor(running, "both", () => two.seen.length === 2 && one.seen.length === 1 && quiet(session, mail));
      expect([one.texts(), two.texts()]).toEqual([["for all"], ["for all", "for mail"]]);
    },
  },
  {
    name: "members of a group share the work",
    async run(running) {
      const [session, other] = [await running.connect(), await running.connect()];
      const reader = await declare(running, session);
      const work = recorder(running, () => ack);
      for (const connection of [session, other]) await connection.subscribe(reader, work.handle);
      for (let index = 0; index < 10; index += 1) await session.publish(running.named("orders"), message(`${index}`, { key: `k${index}` }));
      await waitFor(running, "all", () => work.seen.length >= 10 && quiet(session, reader));
      expect(work.texts().sort()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    },
  },
  {
    name: "what is refused comes again, and so does what a handler throws at",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { seen, handle } = recorder(running, (_, nth) => {
        if (nth === 2) throw new Error("broken");
        return nth === 1 ? { do: "nack" } : ack;
      });
      await session.publish(running.named("orders"), message("a"));
      const subscription = await session.subscribe(reader, handle);
      await waitFor(running, "third delivery", () => seen.length === 3 && settled(session, reader, subscription));
      expect(seen.map(({ delivery }) => delivery.count)).toEqual(session.features.counts ? [1, 2, 3] : [1, 1, 1]);
      expect(seen[1]!.delivery.redelivered).toBe(session.features.counts);
      expect(subscription.counts()).toMatchObject({ delivered: 3, acked: 1, nacked: 2 });
    },
  },
  {
    name: "a refused message takes with it what its behaviour says",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { handle, texts } = recorder(running, async (delivery, nth) => {
        if (delivery.headers["first"] === "yes" && nth === 1) {
          await sleep(running.clock, 20);
          return { do: "nack" };
        }
        return ack;
      });
      await session.publish(running.named("orders"), message("a", { key: "k", headers: { first: "yes" } }));
      await session.publish(running.named("orders"), message("b", { key: "k" }));
      await session.publish(running.named("orders"), message("c", { key: "other" }));
      const one = (batch: Parameters<typeof handle>[0]) => handle(batch);
      await session.subscribe(reader, one, { prefetch: 3 });
      await waitFor(running, "quiet", () => texts().filter((each) => each === "a").length === 2 && quiet(session, reader));
      const times = (body: string) => texts().filter((each) => each === body).length;
      expect([times("a"), times("b"), times("c")]).toEqual(session.features.redelivery === "rewind" ? [2, 2, 1] : [2, 1, 1]);
    },
  },
  {
    name: "the ladder waits as it says, overtaken by others, and counts attempts",
    async run(running) {
      const session = await running.connect();
      const reader = await declare(running, session);
      const { seen, handle, texts } = recorder(running, (delivery, nth) =>
        delivery.headers["bad"] && nth <= rungsMs.length
          ? { do: "nack", afterMs: rungsMs[nth - 1]!, headers: { "gm-attempt": String(nth + 1) } }
          : ack,
      );
      const lateMs = lateness(running);
      await session.subscribe(reader, handle);
      await session.publish(running.named("orders"), message("bad", { key: "k", headers: { bad: "yes" } }));
      await session.publish(running.named("orders"), message("good", { key: "k" }));
      await waitFor(running, "fourth delivery", () => seen.length === 5 && quiet(session, reader));
      const bad = seen.filter((each) => each.text === "bad");
      // The broker waits for its turn on this machine as we do.
      const slackMs = running.slackMs + 2 * lateMs();
      for (const [index, rung] of rungsMs.entries()) {
        const gap = bad[index + 1]!.atMs - bad[index]!.atMs;
        expect(gap).toBeGreaterThanOrEqual(rung - 5);
        expect(gap).toBeLessThanOrEqual(rung + slackMs);
      }
      expect(texts().slice(0, 2)).toEqual(["bad", "good"]);
      if (session.features.delays === "nack") expect(bad.at(-1)!.delivery.count).toBe(4);
      else expect(bad.map(({ delivery }) => delivery.headers["gm-attempt"])).toEqual([undefined, "2", "3", "4"]);
    },
  },
  {
    name: "a settlement that comes after the lease counts for nothing",
    async run(running) {
      const session = await running.connect();
      if (!["visibility", "ack-wait"].includes(session.features.redelivery)) return;
      const reader = await declare(running, session);
      const lease = running.leaseOf?.(leaseMs) ?? leaseMs;
      const { seen, handle } = recorder(running, async (_, nth) => {
        if (nth === 1) await sleep(running.clock, lease + 500);
        return ack;
      });
      await session.publish(running.named("orders"), message("slow"));
      // It is leased at some time between this and its arrival.
      const beforeMs = running.clock.now();
      const subscription = await session.subscribe(reader, handle, { prefetch: 2 });
      await waitFor(running, "both ended", () => subscription.counts().lapsed === 1 && settled(session, reader, subscription));
      expect(seen).toHaveLength(2);
      expect(seen[1]!.atMs - beforeMs).toBeGreaterThanOrEqual(lease - 5);
      expect(subscription.counts()).toMatchObject({ delivered: 2, acked: 1, lapsed: 1, inFlight: 0 });
    },
  },
  {
    name: "a message that its consumer always dies on ends in the dead letter",
    async run(running) {
      const { features } = await running.connect();
      if (!features.guards) return;
      const session = await running.connect();
      const reader = await declare(running, session);
      await session.publish(running.named("orders"), message("deadly"));
      await session.publish(running.named("orders"), message("harmless"));
      let done = 0;
      for (let death = 0; death < 12; death += 1) {
        const victim = await running.connect();
        let deadly = 0;
        const { handle } = recorder(running, (delivery) => {
          if (Buffer.from(delivery.body).toString() === "harmless") {
            done += 1;
            return ack;
          }
          // More than one when its lease runs out before this victim is dead.
          deadly += 1;
          return new Promise(() => undefined);
        });
        const dying = await victim.subscribe(reader, handle, { prefetch: 2 });
        const ended = async () => (await session.backlog(reader.deadLetter)).ready === 1;
        // What was handled is settled first: else it comes again, and rightly.
        // And the harmless one comes first: on its way to one that is just dying it would count as delivered.
        const died = () => deadly > 0 && dying.counts().inFlight === deadly && (done === 1 || deadly > 1);
        await waitFor(running, "death or end", async () => died() || (await ended()) || died());
        running.crash(victim);
        if (await ended()) break;
      }
      expect(await bodiesIn(session, reader.deadLetter, running.contents)).toEqual(["deadly"]);
      const rest = recorder(running, () => ((done += 1), ack));
      await session.subscribe(reader, rest.handle);
      await waitFor(running, "the harmless one", () => done > 0 && quiet(session, reader));
      expect(done).toBe(1);
    },
  },
];
