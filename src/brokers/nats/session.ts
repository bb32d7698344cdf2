import type { Opening, Reader, Session } from "../broker.ts";
import { administer } from "./administration.ts";
import { backlogs } from "./backlog.ts";
import { link as open } from "./connection.ts";
import { deadLetters } from "./dead-letter.ts";
import { guard, sweepNow } from "./guard.ts";
import { readers as readersOf } from "./readers.ts";
import { peekAt, takeFrom } from "./scan.ts";
import { store } from "./store.ts";
import { type NatsSubscription, subscribeTo } from "./subscription.ts";
import { features } from "./topology.ts";
import { waitsOf } from "./waits.ts";

export interface NatsSession extends Session {
  sweep(reader: Reader): Promise<number>;
  /** The process behind it dies: no settlement of it counts any more. */
  abandon(): void;
}

export async function connect(opening: Opening): Promise<NatsSession> {
  const { clock } = opening;
  const link = await open(opening);
  const { client, connection, tried } = link;
  const { streamOf, ...admin } = administer(link);
  const letters = deadLetters(link, clock, { streamOf });
  const readers = readersOf(link, clock, { streamOf });
  const waits = waitsOf(clock);
  const subscriptions = new Set<NatsSubscription>();
  const backlog = backlogs(link, readers, letters, waits);

  async function subscribe(...[reader, handle, limits = {}]: Parameters<Session["subscribe"]>): Promise<NatsSubscription> {
    const sources = await readers.sourcesOf(reader);
    const subscription = subscribeTo({ link, clock, letters, waits }, reader, sources, handle, limits);
    const guards = sources.map((source) => guard(link, clock, letters, { ...source, deadLetter: reader.deadLetter }));
    const unguard = () => {
      for (const end of guards.splice(0)) end();
    };
    const whole: NatsSubscription = {
      ...subscription,
      async close() {
        subscriptions.delete(whole);
        unguard();
        await subscription.close();
      },
      abandon() {
        unguard();
        subscription.abandon();
      },
    };
    subscriptions.add(whole);
    return whole;
  }

  /** A server that is back has forgotten who waited. */
  void (async () => {
    for await (const { type } of connection.status()) if (type === client.Events.Reconnect) for (const each of subscriptions) each.again();
  })();

  return {
    ...admin,
    features,
    publish: (channel, message) => letters.add(channel, message),
    async sendTo(reader, message) {
      const { to, message: routed } = await readers.routeTo(reader, message);
      await tried(`publishing to ${to}`, () => store(link, to, routed));
    },
    subscribe,
    take: async (channel, wants, handle) => takeFrom(link, letters, await letters.boxOf(channel), wants, handle),
    async *peek(channel, atMost) {
      yield* peekAt(link, await letters.boxOf(channel), atMost);
    },
    backlog,
    async sweep(reader) {
      let moved = 0;
      for (const source of await readers.sourcesOf(reader)) {
        const guarded = { ...source, deadLetter: reader.deadLetter };
        moved += await tried("moving what was given up", () => sweepNow(link, clock, letters, guarded));
      }
      return moved;
    },
    async close() {
      try {
        for (const subscription of subscriptions) await subscription.close();
      } finally {
        if (!connection.isClosed()) await connection.close();
      }
    },
    abandon() {
      for (const subscription of subscriptions) subscription.abandon();
      void connection.close();
    },
  };
}
