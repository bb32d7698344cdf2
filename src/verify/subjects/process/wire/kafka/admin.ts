import { setTimeout as sleep } from "node:timers/promises";
import type { Place } from "../place.ts";
import { blob, i16, i32, i64, i8, list, reader, text } from "./bytes.ts";
import { kafkaClient, type KafkaClient } from "./client.ts";
import { batchOf, type KafkaRecord } from "./records.ts";
import { api, type Offset } from "./requests.ts";

/** What is done on the server beside the consumer, by requests that every version of it understands. */
export interface Admin {
  topics(): Promise<readonly string[]>;
  create(topic: string): Promise<void>;
  /** Resolves when it is gone. */
  delete(topics: readonly string[]): Promise<void>;
  deleteGroup(group: string): Promise<void>;
  /** At which offset it was stored. */
  produce(topic: string, partition: number, record: Omit<KafkaRecord, "offset">, nowMs: number): Promise<number>;
  leave(group: string, member: string): Promise<void>;
  /** For a group without members. */
  commit(group: string, offset: Offset): Promise<void>;
  close(): void;
}

/** So that two instances of a group have one each. */
const partitions = 2;
/** A topic has one replica, which must do whatever the server's default is. */
const own = ["min.insync.replicas", "1"];

const errors = new Map([
  [3, "there is no such topic"],
  [25, "unknown member"],
  [29, "not allowed"],
  [30, "not allowed"],
]);
const alreadyThere = 36;
const noSuchTopic = 3;
const noSuchMember = 25;
/** Leader or coordinator is not there yet, or is another one by now; a group still has members. */
const passing = new Set([3, 5, 6, 14, 15, 16, 25, 27, 41, 68]);

export async function kafkaAdmin(place: Place): Promise<Admin> {
  const clients = new Map<string, Promise<KafkaClient>>();
  const at = async (host: string, port: number): Promise<KafkaClient> => {
    const name = `${host}:${port}`;
    const known = clients.get(name) ?? kafkaClient({ ...place, host, port });
    clients.set(name, known);
    known.catch(() => clients.delete(name));
    return known;
  };
  const first = await at(place.host, place.port);

  async function metadata(topics: readonly string[] | undefined) {
    const read = reader(await first.ask(api.metadata, 1, topics === undefined ? i32(-1) : list(topics.map(text))));
    const brokers = read.list(() => ({ id: read.i32(), host: read.text(), port: read.i32(), rack: read.nullable() }));
    read.i32();
    const found = read.list(() => {
      const [error, name, internal] = [read.i16(), read.text(), read.i8() !== 0];
      const leaders = read.list(() => {
        read.i16();
        const partition = read.i32();
        const leader = read.i32();
        read.list(() => read.i32());
        read.list(() => read.i32());
        return [partition, leader] as const;
      });
      return { error, name, internal, leaders: new Map(leaders) };
    });
    return { brokers, found };
  }
  async function leader(topic: string, partition: number): Promise<KafkaClient> {
    const { brokers, found } = await metadata([topic]);
    const broker = brokers.find(({ id }) => id === found[0]?.leaders.get(partition));
    return broker === undefined ? first : at(broker.host, broker.port);
  }
  async function coordinator(group: string): Promise<KafkaClient> {
    const read = reader(await first.ask(api.findCoordinator, 0, text(group)));
    if (read.i16() !== 0) throw new KafkaError(15);
    read.i32();
    return at(read.text(), read.i32());
  }

  /** Rejects where the leader of one of its partitions does not serve it. */
  async function answers(topic: string): Promise<void> {
    const { found } = await metadata([topic]);
    throwUnless(found[0]?.error ?? noSuchTopic);
    for (const partition of found[0]!.leaders.keys()) {
      const to = await leader(topic, partition);
      const asked = Buffer.concat([text(topic), list([Buffer.concat([i32(partition), i64(-1)])])]);
      const read = reader(await to.ask(api.listOffsets, 1, Buffer.concat([i32(-1), list([asked])])));
      const [error = -1] = read.list(() => (read.text(), read.list(() => (read.i32(), read.i16())))).flat();
      throwUnless(error);
    }
  }

  return {
    async topics() {
      return (await metadata(undefined)).found.filter(({ internal, name }) => !internal && !name.startsWith("__")).map(({ name }) => name);
    },
    create: (topic) =>
      patiently(async () => {
        const wanted = Buffer.concat([text(topic), i32(partitions), i16(1), list([]), list([Buffer.concat(own.map(text))])]);
        const read = reader(await first.ask(api.createTopics, 2, Buffer.concat([list([wanted]), i32(10_000), i8(0)])));
        read.i32();
        const [error = 0] = read.list(() => (read.text(), read.i16()));
        if (error !== alreadyThere) throwUnless(error);
        // A topic that is just made may have no leader yet, or one that does not know of it.
        await patiently(() => answers(topic));
      }),
    async delete(topics) {
      if (topics.length === 0) return;
      await first.ask(api.deleteTopics, 1, Buffer.concat([list(topics.map(text)), i32(10_000)]));
      for (let tries = 0; tries < 200; tries += 1) {
        if ((await metadata(topics)).found.every(({ error }) => error === noSuchTopic)) return;
        await sleep(10);
      }
      throw new Error("Kafka does not delete its topics.");
    },
    async deleteGroup(group) {
      const to = await coordinator(group);
      await to.ask(api.deleteGroups, 0, list([text(group)]));
    },
    produce: (topic, partition, record, nowMs) =>
      patiently(async () => {
        const to = await leader(topic, partition);
        const body = [
          text(undefined),
          i16(-1),
          i32(10_000),
          list([Buffer.concat([text(topic), list([Buffer.concat([i32(partition), blob(batchOf(record, nowMs))])])])]),
        ];
        const read = reader(await to.ask(api.produce, 3, Buffer.concat(body)));
        const [stored] = read
          .list(() => (read.text(), read.list(() => ({ partition: read.i32(), error: read.i16(), offset: read.i64(), at: read.i64() }))))
          .flat();
        throwUnless(stored?.error ?? -1);
        return stored!.offset;
      }),
    leave: (group, member) =>
      patiently(async () => {
        const to = await coordinator(group);
        const read = reader(await to.ask(api.leaveGroup, 1, Buffer.concat([text(group), text(member)])));
        read.i32();
        const error = read.i16();
        if (error !== noSuchMember) throwUnless(error);
      }),
    commit: (group, { topic, partition, offset }) =>
      patiently(async () => {
        const to = await coordinator(group);
        const place = Buffer.concat([i32(partition), i64(offset), text("")]);
        const body = [text(group), i32(-1), text(""), i64(-1), list([Buffer.concat([text(topic), list([place])])])];
        const read = reader(await to.ask(api.offsetCommit, 2, Buffer.concat(body)));
        const [error = -1] = read.list(() => (read.text(), read.list(() => (read.i32(), read.i16())))).flat();
        throwUnless(error);
      }),
    close() {
      for (const client of clients.values())
        void client.then(
          (each) => each.close(),
          () => undefined,
        );
    },
  };
}

class KafkaError extends Error {
  override readonly name = "KafkaError";
  readonly code: number;
  constructor(code: number) {
    super(`Kafka refused: ${errors.get(code) ?? `error ${code}`}`);
    this.code = code;
  }
}

function throwUnless(error: number): void {
  if (error !== 0) throw new KafkaError(error);
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KafkaError) || !passing.has(error.code) || tries > 100) throw error;
      await sleep(50);
    }
  }
}
