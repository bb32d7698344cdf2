import { ToolError } from "../../tool.ts";
import type { Delivery, Message, Opening, Reader, Session } from "../broker.ts";
import { administer } from "./administration.ts";
import { openClients } from "./client.ts";
import { openFirstSeen } from "./first-seen.ts";
import { channelOf, queueOf } from "./names.ts";
import { factsOf, notThere, openQueues } from "./queues.ts";
import { openSender } from "./sending.ts";
import { type SqsSubscription, subscribeTo } from "./subscription.ts";
import { features } from "./topology.ts";
import { openTopics } from "./topics.ts";
import { openWaits } from "./waits.ts";
import { walker } from "./walk.ts";

export interface SqsSession extends Session {
  /** The process behind it dies: no settlement of it counts any more. */
  abandon(): void;
}

/** `remembers`: first observations of dead letters are kept in a file of ours. */
export async function openSession(opening: Opening, remembers: boolean): Promise<SqsSession> {
  const { root, connection, clock, looking = false } = opening;
  const clients = await openClients(opening);
  const queues = openQueues(clients);
  const topics = openTopics(clients);
  const sender = openSender(clients, queues, topics);
  const firstSeen = openFirstSeen(root, connection, remembers);
  const waits = openWaits();
  const walk = walker(clients, queues, clock);
  const administration = administer(clients, queues, topics);
  const subscriptions = new Set<SqsSubscription>();

  function writing(): void {
    if (looking) throw new ToolError("WRITE_DISABLED", `Connection ${connection} is open only to look.`, "Nothing was written.");
  }

  async function toDeadLetter(name: string, { headers, ...rest }: Delivery, more: Readonly<Record<string, string>>): Promise<void> {
    const message: Message = { ...rest, headers: { ...headers, ...more } };
    await sender.toQueue(name, message);
    firstSeen.note(name, failedAt(message) ?? clock.now());
  }

  return {
    features,
    async publish(channel, message) {
      writing();
      await sender.toChannel(channel, message);
    },
    async sendTo({ channel, group }: Reader, message) {
      writing();
      await sender.toQueue(queueOf(channelOf(channel), group), message);
    },
    async subscribe(reader, handle, limits = {}) {
      writing();
      const queue = queueOf(channelOf(reader.channel), reader.group);
      const attributes = await queues.find(queue);
      if (attributes === undefined) throw notThere(queue);
      const subscription = subscribeTo(
        {
          clients,
          clock,
          queue,
          url: await queues.url(queue),
          fifo: factsOf(queue, attributes).fifo,
          visibilityMs: Number(attributes.VisibilityTimeout) * 1000,
          waits,
          toDeadLetter: (delivery, headers) => toDeadLetter(reader.deadLetter, delivery, headers),
        },
        reader,
        handle,
        limits,
      );
      subscriptions.add(subscription);
      return subscription;
    },
    async take(channel, wants, handle) {
      writing();
      const { name } = channelOf(channel);
      const left = { oldest: Infinity };
      const taken = await walk.take(
        name,
        (held) => {
          if (wants(held)) return true;
          left.oldest = Math.min(left.oldest, failedAt(held) ?? held.atMs);
          return false;
        },
        handle,
      );
      if (taken > 0 && left.oldest < Infinity) {
        firstSeen.empty(name);
        firstSeen.note(name, left.oldest);
      }
      return taken;
    },
    async *peek(channel, atMost = 0) {
      const { name } = channelOf(channel);
      for await (const held of walk.peek(name, atMost)) {
        firstSeen.note(name, failedAt(held) ?? held.atMs);
        yield held;
      }
    },
    async backlog(channel, group) {
      const place = channelOf(channel);
      if (place.kind === "topic" && group === undefined) {
        if ((await topics.find(channel)) === undefined) throw notThere(channel);
        return { ready: 0, delayed: 0, inFlight: 0 };
      }
      const name = queueOf(place, group ?? "");
      const attributes = await queues.find(name);
      if (attributes === undefined) throw notThere(name);
      const ready = Number(attributes.ApproximateNumberOfMessages ?? 0);
      const hidden = Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
      const ours = Math.min(hidden, waits.count(name, clock.now()));
      const found = { ready, delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0) + ours, inFlight: hidden - ours };
      if (group !== undefined) return found;
      if (found.ready + found.delayed + found.inFlight > 0) return { ...found, oldestAtMs: firstSeen.since(name, clock.now()) };
      firstSeen.empty(name);
      return found;
    },
    observe: administration.observe,
    describe: administration.describe,
    async create(resource, mark) {
      writing();
      await administration.create(resource, mark);
    },
    async update(resource, config) {
      writing();
      await administration.update(resource, config);
    },
    async remove(resource, mark, full) {
      writing();
      return administration.remove(resource, mark, full);
    },
    async close() {
      try {
        for (const subscription of subscriptions) await subscription.close();
      } finally {
        clients.close();
      }
    },
    abandon() {
      for (const subscription of subscriptions) subscription.abandon();
      clients.close();
    },
  };
}

/** When a dead letter failed, as it says itself. */
function failedAt({ headers }: Pick<Message, "headers">): number | undefined {
  const ms = Date.parse(headers["gm-last-failed-at"] ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}
