import type { Admin } from "kafkajs";
import type { Backlog, Reader, Session } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { administer } from "./administration.ts";
import { audienceOf } from "./audience.ts";
import { type Client, retries } from "./client.ts";
import { noTopic, toolError } from "./errors.ts";
import { openLog } from "./log.ts";
import { senderOf } from "./sender.ts";
import { type KafkaSubscription, subscribeTo } from "./subscription.ts";
import { entryOf, features, groupsOf, topicsOf } from "./topology.ts";
import { letters, lettersLeft, takeLetters, triage } from "./triage.ts";

export interface KafkaSession extends Session {
  /** The process behind it dies: its connections end, no settlement of it counts any more. */
  abandon(): void;
}

/** `alone`: on names that nobody else has, so nobody else has to be there to read. */
export async function connect(client: Client, clock: Clock, { alone = false } = {}): Promise<KafkaSession> {
  const log = await openLog(client);
  const sender = senderOf(client, log);
  const subscriptions = new Set<KafkaSubscription>();
  let admin: Promise<Admin> | undefined;

  const administration = (): Promise<Admin> => (admin ??= connectAdmin(client));
  const audience = audienceOf(log, administration, () => clock.now());

  /** Records of a topic that a group has not committed. Where it never did: all. */
  async function lagOf(topic: string, group: string): Promise<Backlog> {
    const [ranges, committed] = await Promise.all([log.ranges(topic), log.committed(group, topic)]);
    let ready = 0;
    let oldestAtMs: number | undefined;
    for (const [partition, { low, high }] of ranges) {
      const from = Math.max(low, committed.get(partition)?.offset ?? low);
      if (from >= high) continue;
      ready += high - from;
      const [oldest] = (await log.read(topic, partition, from, 1)).records;
      if (oldest) oldestAtMs = Math.min(oldestAtMs ?? oldest.atMs, oldest.atMs);
    }
    const works = [...subscriptions].filter(({ reader }) => reader.group === group).map((each) => each.inWork(topic));
    const inFlight = Math.min(
      ready,
      works.reduce((sum, each) => sum + each.inFlight, 0),
    );
    const delayed = Math.min(
      ready - inFlight,
      works.reduce((sum, each) => sum + each.waiting, 0),
    );
    return { ready: ready - inFlight - delayed, delayed, inFlight, ...(oldestAtMs !== undefined && { oldestAtMs }) };
  }

  /** What waits in a topic of a ladder: by the group that has come furthest, of those that its name allows. */
  async function waitingIn(topic: string): Promise<Backlog | undefined> {
    const backlogs: Backlog[] = [];
    const groups = groupsOf(topic);
    for (const group of groups) {
      const committed = [...(await log.committed(group, topic)).values()];
      if (committed.some(({ offset }) => offset >= 0)) backlogs.push(await lagOf(topic, group));
    }
    if (backlogs.length === 0 && groups[0] !== undefined) backlogs.push(await lagOf(topic, groups[0]));
    return backlogs.sort((a, b) => sum(a) - sum(b))[0];
  }

  async function backlog(channel: string, group?: string): Promise<Backlog> {
    if ((await log.shape(channel)) === undefined) throw noTopic(channel, client.connection);
    if (group !== undefined && group !== "") {
      const own = await lagOf(channel, group);
      const entry = entryOf({ channel, group });
      return (await log.shape(entry)) === undefined ? own : together(own, await lagOf(entry, group));
    }
    const waiting = await waitingIn(channel);
    if (waiting === undefined) return lettersLeft(log, channel);
    const { ready, delayed, ...rest } = waiting;
    return { ...rest, ready: 0, delayed: ready + delayed };
  }

  /** Records that keep a topic: of a source all that it holds, for a group may yet want them; else those that somebody waits for. */
  async function kept(topic: string, group?: string): Promise<number> {
    if (group !== undefined || groupsOf(topic).length > 0) return sum(await backlog(topic, group));
    const ranges = [...(await log.ranges(topic)).values()];
    return ranges.reduce((all, { low, high }) => all + high - low, 0);
  }

  return {
    features,
    publish: (channel, message) => sender.send(channel, message),
    async sendTo(reader, message) {
      if (!alone) await audience.heard(reader);
      await sender.send(entryOf(reader), message);
    },
    async subscribe(reader: Reader, handle, limits = {}) {
      const topics: string[] = [];
      for (const topic of topicsOf(reader)) if (await log.shape(topic)) topics.push(topic);
      if (!topics.includes(reader.channel)) throw noTopic(reader.channel, client.connection);
      if (!alone) await audience.joining(reader);
      const subscription = await subscribeTo(client, sender, clock, reader, topics, handle, limits);
      subscriptions.add(subscription);
      return {
        counts: () => subscription.counts(),
        async close() {
          subscriptions.delete(subscription);
          await subscription.close();
        },
      };
    },
    take: (channel, wants, handle) =>
      takeLetters(log, channel, wants, handle, (before) => log.deleteBefore(channel, before).catch(() => undefined)),
    async *peek(channel, atMost = Infinity) {
      let seen = 0;
      for await (const { partition: _partition, offset: _offset, ...held } of letters(log, channel, await triage(log, channel))) {
        if (seen++ >= atMost) return;
        yield held;
      }
    },
    backlog,
    ...administer(client, log, administration, kept, () => sender.forget()),
    async close() {
      try {
        for (const subscription of subscriptions) await subscription.close();
      } finally {
        await sender.close();
        await (await admin?.catch(() => undefined))?.disconnect().catch(() => undefined);
        await log.close();
      }
    },
    abandon() {
      client.kill();
      for (const subscription of subscriptions) subscription.abandon();
    },
  };
}

async function connectAdmin({ kafka, connection }: Client): Promise<Admin> {
  const admin = kafka.admin({ retry: retries });
  try {
    await admin.connect();
  } catch (error) {
    throw toolError(error, connection, "Connecting");
  }
  return admin;
}

function sum({ ready, delayed, inFlight }: Backlog): number {
  return ready + delayed + inFlight;
}

function together(one: Backlog, two: Backlog): Backlog {
  const oldest = [one.oldestAtMs, two.oldestAtMs].filter((each) => each !== undefined);
  return {
    ready: one.ready + two.ready,
    delayed: one.delayed + two.delayed,
    inFlight: one.inFlight + two.inFlight,
    ...(oldest.length > 0 && { oldestAtMs: Math.min(...oldest) }),
  };
}
