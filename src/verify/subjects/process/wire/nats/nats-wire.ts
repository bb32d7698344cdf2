import { oneAtATime } from "../one-at-a-time.ts";
import { problemOf } from "../problem.ts";
import type { Place } from "../place.ts";
import type { Wire } from "../wire.ts";
import { type NatsClient, natsClient } from "./client.ts";
import { playOnNats } from "./play.ts";
import { clear, type Known, makeWanted } from "./streams.ts";

/** JetStream between a process and its own NATS server. One play at a time: the names in the consumer's code are the server's. */
export function natsWire(place: Place): Wire {
  const known: Known = { made: new Set(), missed: new Set(), wanted: new Set(), filters: new Map(), together: new Set() };
  let client: NatsClient | undefined;
  return oneAtATime({
    kind: "nats",
    features: { directs: false, redelivers: "message", overlaps: true, refusesPublish: false, comesBackMs: 1000, assumptions: [] },
    async open() {
      try {
        client = await natsClient(place);
        await client.api("INFO");
        return undefined;
      } catch (error) {
        return problemOf("NATS", place, error);
      }
    },
    async begin(beginning) {
      client ??= await natsClient(place);
      await clear(client, place, known);
      await makeWanted(client, known, place);
      return playOnNats(beginning, place, client, known);
    },
    async learn() {
      const before = known.wanted.size;
      for (const name of known.missed) known.wanted.add(name);
      return known.wanted.size > before;
    },
    async close() {
      if (client !== undefined) await clear(client, place, known);
      client?.close();
      client = undefined;
    },
  });
}
