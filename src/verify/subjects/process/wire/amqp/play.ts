import { amqpAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { publishedBy, watchDead } from "../dead-letters.ts";
import type { Place } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import { converse } from "./conversation.ts";
import { createReading, type Missed } from "./reading.ts";
import { returns, type World } from "./world.ts";

/** One play in a virtual host of its own: redeliveries are the server's, for an acknowledgement that it has not got. */
export function playOnRabbit(beginning: Beginning, place: Place, world: World, missed: Missed): WirePlay {
  const ready = new Set<string>();
  const heard: Beginning["heard"] = (event) => {
    if (event.what === "ready") ready.add(event.instance);
    if (event.what === "lost") ready.delete(event.instance);
    beginning.heard(event);
  };
  const reading = createReading(world, missed, beginning.comeAgain.size, (instance) => ready.has(instance));
  const carrier: Carrier = createCarrier({ ...beginning, heard }, place, { converse: (link, own) => converse(link, own, reading) });
  const looked = new Set<number>();

  /** Queues to which dead letters go: by name, or because a queue that is read says so. What waits there to come back is a retry. */
  async function deadQueues(): Promise<string[]> {
    const all = await world.queues();
    const behind = new Set<string>();
    for (const queue of all) if (reading.queues.has(queue.name)) for (const name of await world.behind(queue)) behind.add(name);
    return all.flatMap((queue) => {
      const { name } = queue;
      if (reading.queues.has(name) || place.isRetry(name) || returns(queue)) return [];
      return place.isDead(name) || behind.has(name) ? [name] : [];
    });
  }

  // What the server itself dead-letters (a delivery limit, a time to live) is told by nobody.
  const unwatch = watchDead(carrier, lookForDead);

  async function lookForDead(): Promise<void> {
    for (const queue of await deadQueues())
      for (const body of await world.drain(queue)) {
        const event = carrier.ledger.eventOf(body);
        if (event === undefined || looked.has(event)) continue;
        looked.add(event);
        carrier.ledger.giveUp(event);
        if (!reading.rejected.has(event)) heard({ what: "dead", event });
      }
  }

  return {
    async address(name) {
      return amqpAddress((await carrier.instance(name)).port, place.vhost ?? "/", place);
    },
    async put(copy, to) {
      const put = carrier.ledger.put(copy, to);
      if (copy.kind === "redelivery") {
        if (!reading.bringAgain(copy.event)) throw new Error("This event was not acknowledged before: it cannot come again.");
        return;
      }
      const [queue] = reading.queues;
      const chosen = place.channel !== undefined && reading.queues.has(place.channel) ? place.channel : queue;
      if (chosen === undefined) throw new Error("The consumer reads no queue yet.");
      put.place = chosen;
      await world.publish(chosen, beginning.messages[copy.event]!);
    },
    quiet: (withinMs) => within(withinMs, async () => carrier.ledger.done()),
    published: async () => publishedBy(carrier, place),
    async deadLetters() {
      await lookForDead();
      return [...looked].sort((a, b) => a - b);
    },
    async end() {
      unwatch();
      await carrier.end();
      await world.remove();
    },
  };
}
