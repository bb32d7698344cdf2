import { describe, expect, test } from "vitest";
import type { Session, Subscription } from "../../../src/brokers/broker.ts";
import type { Running } from "../conformance.ts";
import { deliveryCases } from "../conformance-delivery.ts";
import { keepingCases } from "../conformance-keeping.ts";
import { running } from "./running.ts";

const cases = [...deliveryCases, ...keepingCases];
const behaviours = ["rewind", "requeue", "visibility", "ack-wait"] as const;

describe.each(behaviours)("embedded, %s", (redelivery) => {
  test.each(cases)("$name", async ({ run }) => {
    const broker = running(redelivery);
    try {
      await run(broker);
    } finally {
      await broker.stop();
    }
  });
});

/** A session with one thing broken, and the case that must notice. */
const faults: readonly (readonly [what: string, noticed: string, breakIt: (session: Session) => Partial<Session>])[] = [
  ["publishes into nothing", "a channel that is not there takes nothing", () => ({ publish: async () => undefined })],
  [
    "loses headers",
    "a message arrives once and whole",
    (session) => ({ publish: (to, message) => session.publish(to, { ...message, headers: {} }) }),
  ],
  [
    "stores twice",
    "members of a group share the work",
    (session) => ({ publish: async (to, each) => (await session.publish(to, each), session.publish(to, each)) }),
  ],
  [
    "sends to all instead of one",
    "each group gets everything, and sendTo reaches one alone",
    (session) => ({ sendTo: ({ channel }, each) => session.publish(channel, each) }),
  ],
  ["hands the newest over first", "order is kept while nothing fails", reversing],
  [
    "acknowledges what was refused",
    "what is refused comes again, and so does what a handler throws at",
    (session) => settling(session, () => ({ do: "ack" })),
  ],
  [
    "rejects what was only refused",
    "the ladder waits as it says, overtaken by others, and counts attempts",
    (session) => settling(session, (each) => (each.do === "nack" ? { do: "reject" } : each)),
  ],
  [
    "retries at once",
    "the ladder waits as it says, overtaken by others, and counts attempts",
    (session) => settling(session, (each) => (each.do === "nack" ? { do: "nack" } : each)),
  ],
  [
    "drops rejected messages",
    "what is rejected lies in the dead letter with its headers, and looking at it fifty times changes nothing",
    (session) => settling(session, (each) => (each.do === "reject" ? { do: "ack" } : each)),
  ],
  [
    "peeks by taking",
    "what is rejected lies in the dead letter with its headers, and looking at it fifty times changes nothing",
    takingPeek,
  ],
  ["takes before it is confirmed", "take deletes what was handled, keeps the rest in its order, and stops at a failure", hastyTake],
  [
    "sees nothing in work",
    "the backlog says what is ready, delayed and in work, and since when",
    (session) => ({ backlog: async (...at) => ({ ...(await session.backlog(...at)), inFlight: 0 }) }),
  ],
  ["closes without waiting", "closing waits for what is in work and releases the rest", closingAtOnce],
  [
    "deletes what is not empty",
    "declaring twice changes nothing, differing is refused, only what is ours and empty is taken back",
    () => ({ remove: async () => true }),
  ],
];

describe("the suite notices a session that", () => {
  test.each(faults)("%s", async (_, noticed, breakIt) => {
    const broker = running("requeue");
    const broken: Running = {
      ...broker,
      // A crash must find the session that it was given.
      crash: () => undefined,
      async connect() {
        const session = await broker.connect();
        return { ...session, ...breakIt(session) };
      },
    };
    await expect(cases.find(({ name }) => name === noticed)!.run(broken)).rejects.toThrow();
    await broker.stop();
  });
});

function settling(
  session: Session,
  change: (settlement: Awaited<ReturnType<Parameters<Session["subscribe"]>[1]>>[number]) => typeof settlement,
): Partial<Session> {
  return { subscribe: (reader, handle, limits) => session.subscribe(reader, async (batch) => (await handle(batch)).map(change), limits) };
}

function reversing(session: Session): Partial<Session> {
  return {
    subscribe: (reader, handle, limits) =>
      session.subscribe(reader, async (batch) => [...(await handle([...batch].reverse()))].reverse(), limits),
  };
}

function takingPeek(session: Session): Partial<Session> {
  return {
    async *peek(channel) {
      const held = [];
      for await (const each of session.peek(channel)) held.push(each);
      await session.take(
        channel,
        () => true,
        async () => undefined,
      );
      yield* held;
    },
  };
}

function hastyTake(session: Session): Partial<Session> {
  return {
    take: async (channel, wants, handle) => {
      const taken: Parameters<typeof handle>[0][] = [];
      await session.take(channel, wants, async (held) => void taken.push(held));
      for (const held of taken) await handle(held);
      return taken.length;
    },
  };
}

function closingAtOnce(session: Session): Partial<Session> {
  return {
    async subscribe(reader, handle, limits): Promise<Subscription> {
      return { ...(await session.subscribe(reader, handle, limits)), close: async () => undefined };
    },
  };
}
