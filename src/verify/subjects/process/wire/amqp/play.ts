import { amqpAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { deadOnes } from "../dead-letters.ts";
import type { Place } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import { converse } from "./conversation.ts";
import { createReading, type Missed } from "./reading.ts";
import type { World } from "./world.ts";

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

  /** Queues to which dead letters go: by name, or because another queue says so. */
  async function deadQueues(): Promise<string[]> {
    const all = await world.queues();
    return all.flatMap(({ name }) => (place.isDead(name) && !reading.queues.has(name) ? [name] : []));
  }

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
    async quiet(withinMs) {
      let tries = 0;
      return within(withinMs, async () => {
        if (carrier.ledger.done()) return true;
        // What the server itself dead-lettered comes no more.
        if ((tries += 1) % 25 === 0) await lookForDead();
        return carrier.ledger.done();
      });
    },
    published: async () => carrier.sent.filter(({ channel }) => !place.isDead(channel) && !place.isRetry(channel)),
    async deadLetters() {
      await lookForDead();
      return [...new Set([...looked, ...deadOnes(carrier, place, reading.rejected)])].sort((a, b) => a - b);
    },
    async end() {
      await carrier.end();
      await world.remove();
    },
  };
}
