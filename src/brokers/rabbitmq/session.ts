import { ToolError } from "../../tool.ts";
import type { Clock } from "../clock.ts";
import type { Held, Message, Reader, Session, Subscription } from "../broker.ts";
import type { Endpoint } from "./address.ts";
import { administer } from "./administration.ts";
import { countingOn } from "./counting.ts";
import { notFound } from "./errors.ts";
import { aside, linkTo } from "./link.ts";
import { manage } from "./management.ts";
import { heldOf, publication, stampOf } from "./message.ts";
import { publisherOn } from "./publisher.ts";
import { subscribeTo } from "./subscription.ts";
import { features } from "./topology.ts";
import { walk } from "./walk.ts";
import { deliveryLimitOf } from "./wiring.ts";
import { lookAt } from "./world.ts";

export interface RabbitmqSession extends Session {
  /** The process behind it dies: its connection ends without a word. */
  abandon(): void;
}

interface Way {
  readonly exchange: string;
  readonly key?: string;
}

/** Resolves when the server has let the user in. */
export async function connect(endpoint: Endpoint, clock: Clock): Promise<RabbitmqSession> {
  const link = linkTo(endpoint);
  const management = manage(endpoint);
  const counting = countingOn(link, management, clock);
  const publisher = publisherOn(link, stampOf);
  const ways = new Map<string, Promise<Way>>();
  const subscriptions = new Set<Subscription>();
  await aside(link, "connecting", async () => undefined);

  const exists = (look: (channel: Parameters<Parameters<typeof aside>[2]>[0]) => Promise<unknown>) =>
    aside(link, "looking", look).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ToolError && error.code === "NOT_FOUND") return false;
        throw error;
      },
    );

  /** A queue is reached by the default exchange, whoever else its exchange leads to. */
  async function wayTo(name: string): Promise<Way> {
    if (await exists((channel) => channel.checkQueue(name))) return { exchange: "", key: name };
    if (await exists((channel) => channel.checkExchange(name))) return { exchange: name };
    throw notFound(endpoint.connection, name);
  }

  function known(name: string): Promise<Way> {
    const way = ways.get(name) ?? wayTo(name);
    ways.set(name, way);
    return way;
  }

  async function send(name: string, message: Message, way?: Way): Promise<void> {
    try {
      const { exchange, key = message.key ?? "" } = way ?? (await known(name));
      const { options, stamp } = publication(message, clock.now());
      await publisher.send({ exchange, key }, Buffer.from(message.body), options, stamp);
    } catch (error) {
      ways.delete(name);
      throw error;
    }
  }

  /** By the default exchange: it says at once when the queue is not there. */
  const store = (queue: string, message: Message) => send(queue, message, { exchange: "", key: queue });

  /** Looking counts as a delivery; where those are limited it would throw messages away in the end. */
  async function harmless(queue: string): Promise<void> {
    const world = lookAt(management);
    const found = await world.queue(queue);
    if (found === undefined) throw notFound(endpoint.connection, queue);
    if (found.type === "stream") throw new ToolError("UNSUPPORTED", `${queue} is a stream.`, "Nothing can be taken out of a stream.");
    if (found.type !== "quorum") return;
    const limit = await deliveryLimitOf(world, found);
    if (limit === undefined) return;
    throw new ToolError(
      "UNSUPPORTED",
      `${queue} has a delivery limit of ${limit}.`,
      "Each look at a message counts as a delivery, and beyond the limit the server throws it away.",
      "Take the limit off the dead letter: delivery-limit -1 by policy on RabbitMQ 4, or no delivery-limit at all before.",
    );
  }

  return {
    features,
    publish: (channel, message) => send(channel, message),
    sendTo: ({ channel, group }, message) => store(queueOf(channel, group), message),
    async subscribe(reader: Reader, handle, limits = {}) {
      const queue = queueOf(reader.channel, reader.group);
      const subscription = await subscribeTo({ link, clock, reader, queue, handle, limits, store });
      subscriptions.add(subscription);
      const close = () => (subscriptions.delete(subscription), subscription.close());
      return { ...subscription, close };
    },
    async take(channel, wants, handle) {
      await harmless(channel);
      let taken = 0;
      for await (const { received, ack } of walk(link, channel, clock)) {
        const held = heldOf(received, clock.now());
        if (!wants(held)) continue;
        await handle(held);
        ack();
        taken += 1;
      }
      return taken;
    },
    async *peek(channel, atMost = Number.POSITIVE_INFINITY): AsyncGenerator<Held> {
      await harmless(channel);
      let seen = 0;
      if (atMost <= 0) return;
      for await (const { received } of walk(link, channel, clock)) {
        yield heldOf(received, clock.now());
        seen += 1;
        if (seen >= atMost) return;
      }
    },
    backlog: (channel, group = "") => counting.backlog(queueOf(channel, group)),
    ...administer(management, counting),
    async close() {
      const ends = await Promise.allSettled([...subscriptions].map((subscription) => subscription.close()));
      await publisher.close();
      await link.close();
      const failed = ends.find((end) => end.status === "rejected");
      if (failed) throw failed.reason;
    },
    abandon: () => link.cut(),
  };
}

function queueOf(channel: string, group: string): string {
  return group === "" ? channel : `${channel}.${group}`;
}
