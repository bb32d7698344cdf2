import { describe, expect, test } from "vitest";
import type { Broker, Session } from "../../src/brokers/broker.ts";
import { virtualClock } from "../../src/brokers/clock.ts";
import { embedded } from "../../src/brokers/embedded/broker.ts";
import { inTolerance, openShadow, proveTopology } from "../../src/delivery/poison.ts";
import { defaultRetry } from "../../src/model/delivery.ts";

const wanted = (ordering: "none" | "key" = "none") => ({
  consumer: "svc/a.ts#on",
  channel: "orders",
  group: "billing",
  retry: { ...defaultRetry, ordering },
});
const prove = (broker: Broker, ordering: "none" | "key" = "none") =>
  proveTopology(broker, wanted(ordering), { root: "/nowhere", connection: "default", clock: virtualClock(1_700_000_000_000) }, "canary-1");
const behaviours = ["rewind", "requeue", "visibility", "ack-wait"] as const;

describe.each(behaviours)("the canary, %s", (redelivery) => {
  test.each(["none", "key"] as const)("comes four times and ends as one dead letter, ordering %s", async (ordering) => {
    const proof = await prove(embedded(redelivery), ordering);
    expect(proof).toMatchObject({ outcome: "proven", deliveries: 4, gapsMs: [1000, 5000, 30_000], clock: "virtual" });
    expect(proof.checks.every(({ holds }) => holds)).toBe(true);
  });
});

/** A broker whose shadow has one thing broken. */
function broken(change: (session: Session) => Partial<Session>): Broker {
  const broker = embedded("requeue");
  return {
    ...broker,
    async shadow(opening) {
      const session = await broker.shadow(opening);
      return { ...session, ...change(session) };
    },
  };
}

function settling(session: Session, afterMs: (rungMs: number) => number | "reject" | "ack"): Partial<Session> {
  return {
    subscribe: (reader, handle, limits) =>
      session.subscribe(
        reader,
        async (batch) =>
          (await handle(batch)).map((each) => {
            if (each.do !== "nack") return each;
            const instead = afterMs(each.afterMs ?? 0);
            return typeof instead === "string"
              ? { do: instead, ...(each.headers && { headers: each.headers }) }
              : { ...each, afterMs: instead };
          }),
        limits,
      ),
  };
}

describe("a topology that is broken is denied, with its cause", () => {
  test.each([
    [
      "a rung is left out",
      (session: Session) => settling(session, (ms) => (ms === 30_000 ? "reject" : ms)),
      "delivered exactly 4 times: 3",
    ],
    [
      "a wait is the wrong one",
      (session: Session) => settling(session, (ms) => (ms === 5000 ? 1000 : ms)),
      "gaps of 1000, 5000, 30000 ms: 1000, 1000, 30000 ms",
    ],
    ["failures are acknowledged", (session: Session) => settling(session, () => "ack"), "one dead letter: 0"],
    [
      "everything fails",
      (session: Session): Partial<Session> => ({
        subscribe: (reader, _, limits) => session.subscribe(reader, async (batch) => batch.map(() => ({ do: "reject" })), limits),
      }),
      "neighbours",
    ],
    [
      "the dead letter loses its headers",
      (session: Session): Partial<Session> => ({
        take: (channel, wants, handle) =>
          session.take(channel, wants, (held) => handle({ ...held, headers: { "gm-canary": held.headers["gm-canary"]! } })),
      }),
      "gm-error-kind missing",
    ],
    [
      "the dead letter is full of others",
      (session: Session): Partial<Session> => ({
        take: (channel, wants, handle) => session.take(channel, wants, async (held) => (await handle(held), handle(held))),
      }),
      "one dead letter: 2",
    ],
    [
      "a setting is not the one that was planned",
      (session: Session): Partial<Session> => ({
        observe: async (resources) =>
          (await session.observe(resources)).map((each) =>
            "maxDeliveries" in each.config ? { ...each, config: { ...each.config, maxDeliveries: 2 } } : each,
          ),
      }),
      "maxDeliveries is 2 and becomes 8",
    ],
    [
      "a settlement cannot be carried out",
      (session: Session): Partial<Session> => ({
        subscribe: async (...words) => ({
          ...(await session.subscribe(...words)),
          close: () => Promise.reject(new Error("no such dead letter")),
        }),
      }),
      "every settlement is carried out: no such dead letter",
    ],
  ])("%s", async (_, change, cause) => {
    const proof = await prove(broken(change));
    expect(proof.outcome).toBe("denied");
    expect(proof.why).toContain(cause);
  });
});

test("the tolerance is 5 ms before and 750 ms after", () => {
  expect([994, 995, 1000, 1750, 1751].map((gap) => inTolerance(gap, 1000))).toEqual([false, true, true, true, false]);
});

test("what of a shadow cannot be removed keeps nothing else of it, and is told", async () => {
  const removed: string[] = [];
  let closed = false;
  const broker = broken((session) => ({
    async remove({ id, role }) {
      if (role === "consumer" || role === "dead-letter") throw new Error(`${role} is held`);
      removed.push(id);
      return true;
    },
    async close() {
      closed = true;
      await session.close();
    },
  }));
  const opening = { root: "/nowhere", connection: "default", clock: virtualClock(1_700_000_000_000) };
  const shadow = await openShadow(broker, wanted(), opening, "run-1");
  await expect(shadow.close()).rejects.toThrow("is held");
  const others = shadow.resources.filter(({ role }) => role !== "consumer" && role !== "dead-letter");
  expect(removed.toSorted()).toEqual(others.map(({ id }) => id).toSorted());
  expect(closed).toBe(true);
});
