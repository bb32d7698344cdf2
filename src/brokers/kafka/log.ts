import type { KafkaMessage } from "kafkajs";
import { ToolError } from "../../tool.ts";
import type { Client } from "./client.ts";
import { isPassing, noTopic, toolError, typeOf } from "./errors.ts";
import { type Cluster, clusterOf, type FetchedPartition, type FetchedRecord, type Node, type TopicMetadata } from "./internals.ts";

export interface Committed {
  /** -1: nothing was committed. */
  readonly offset: number;
  readonly metadata: string;
}

export interface Shape {
  readonly partitions: number;
  readonly replicas: number;
}

export interface Range {
  readonly low: number;
  /** What comes next; nothing of a transaction that is open lies before it. */
  readonly high: number;
}

export type Stored = Pick<KafkaMessage, "key" | "value" | "headers"> & { readonly offset: number; readonly atMs: number };

/** Topics as logs: where they begin and end, what groups have committed, and what lies at an offset, without being in a group. */
export interface Log {
  /** undefined: no such topic. */
  shape(topic: string): Promise<Shape | undefined>;
  ranges(topic: string): Promise<ReadonlyMap<number, Range>>;
  committed(group: string, topic: string): Promise<ReadonlyMap<number, Committed>>;
  /** Where nobody of the group is connected. */
  commit(group: string, topic: string, offsets: ReadonlyMap<number, Committed>): Promise<void>;
  /** Records of a partition from an offset, as many as fit; `next` is where to go on. Committed ones only. */
  read(topic: string, partition: number, from: number, maxBytes?: number): Promise<{ records: Stored[]; next: number }>;
  /** Records before these offsets go, for everybody. */
  deleteBefore(topic: string, offsets: ReadonlyMap<number, number>): Promise<void>;
  close(): Promise<void>;
}

const committedOnly = 1;
const [earliest, latest] = [-2, -1];
const fetchBytes = 1024 * 1024;
const patience = 40;
const pauseMs = 250;
const answerMs = 15_000;

export async function openLog(client: Client): Promise<Log> {
  const { kafka, connection } = client;
  const cluster = clusterOf(kafka);
  const leaders = new Map<string, ReadonlyMap<number, number>>();
  const coordinators = new Map<string, number>();
  await connected(cluster, client);

  /** Leaders and coordinators move when a node goes: such a call is made again for a while. */
  async function trying<T>(doing: string, work: () => Promise<T>): Promise<T> {
    for (let left = patience; ; left -= 1) {
      try {
        return await work();
      } catch (error) {
        if (left === 0 || client.isDead() || !isPassing(error)) throw toolError(error, connection, doing);
        leaders.clear();
        coordinators.clear();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        await cluster.refreshMetadata().catch(() => undefined);
      }
    }
  }

  /** Of any node that answers; `Cluster.metadata` of kafkajs tells what it remembers, and takes an error for nothing. */
  async function metadataOf(topic: string): Promise<TopicMetadata["partitionMetadata"] | undefined> {
    leaders.delete(topic);
    if (cluster.getNodeIds().length === 0) await cluster.refreshMetadata();
    let unreachable: unknown;
    for (const nodeId of cluster.getNodeIds()) {
      try {
        const { partitionMetadata } = (await (await cluster.findBroker({ nodeId })).metadata([topic])).topicMetadata[0]!;
        leaders.set(topic, new Map(partitionMetadata.map(({ partitionId, leader }) => [partitionId, leader])));
        return partitionMetadata;
      } catch (error) {
        if (typeOf(error) === "UNKNOWN_TOPIC_OR_PARTITION") return undefined;
        if (!isPassing(error)) throw error;
        unreachable = error;
      }
    }
    throw unreachable;
  }

  async function leadersOf(topic: string): Promise<ReadonlyMap<number, number>> {
    if (!leaders.has(topic)) await metadataOf(topic);
    return leaders.get(topic) ?? missing(topic);
  }

  async function coordinatorOf(groupId: string): Promise<Node> {
    const known = coordinators.get(groupId);
    if (known !== undefined) return cluster.findBroker({ nodeId: known });
    const node = await cluster.findGroupCoordinator({ groupId });
    coordinators.set(groupId, node.nodeId);
    return node;
  }

  async function list(topic: string, timestamp: number): Promise<Map<number, number>> {
    const all = await leadersOf(topic);
    const offsets = new Map<number, number>();
    for (const [nodeId, partitions] of byNode(all)) {
      const node = await cluster.findBroker({ nodeId });
      const topics = [{ topic, partitions: partitions.map((partition) => ({ partition, timestamp })) }];
      const { responses } = await node.listOffsets({ replicaId: -1, isolationLevel: committedOnly, topics });
      for (const { partition, offset } of responses[0]!.partitions) offsets.set(partition, Number(offset));
    }
    return offsets;
  }

  const missing = (topic: string): never => {
    throw noTopic(topic, connection);
  };

  return {
    shape: (topic) =>
      trying(`Looking for topic ${topic}`, async () => {
        const found = await metadataOf(topic);
        return found && { partitions: found.length, replicas: Math.min(...found.map(({ replicas }) => replicas.length)) };
      }),
    ranges: (topic) =>
      trying(`Measuring topic ${topic}`, async () => {
        const [low, high] = await Promise.all([list(topic, earliest), list(topic, latest)]);
        return new Map([...high].map(([partition, end]) => [partition, { low: low.get(partition) ?? end, high: end }]));
      }),
    committed: (group, topic) =>
      trying(`Reading offsets of group ${group}`, async () => {
        const partitions = [...(await leadersOf(topic)).keys()];
        const node = await coordinatorOf(group);
        const topics = [{ topic, partitions: partitions.map((partition) => ({ partition })) }];
        const { responses } = await node.offsetFetch({ groupId: group, topics });
        const found = responses[0]?.partitions ?? [];
        return new Map(found.map(({ partition, offset, metadata }) => [partition, { offset: Number(offset), metadata: metadata ?? "" }]));
      }),
    commit: (group, topic, offsets) =>
      trying(`Committing offsets of group ${group}`, async () => {
        const node = await coordinatorOf(group);
        const partitions = [...offsets].map(([partition, { offset, metadata }]) => ({ partition, offset: String(offset), metadata }));
        await node.offsetCommit({ groupId: group, groupGenerationId: -1, memberId: "", topics: [{ topic, partitions }] });
      }),
    read: (topic, partition, from, maxBytes = fetchBytes) =>
      trying(`Reading topic ${topic}`, async () => {
        const nodeId = (await leadersOf(topic)).get(partition)!;
        return readFrom(await cluster.findBroker({ nodeId }), topic, partition, from, maxBytes);
      }),
    deleteBefore: (topic, offsets) =>
      trying(`Deleting records of topic ${topic}`, async () => {
        for (const [nodeId, here] of byNode(await leadersOf(topic))) {
          const partitions = here.flatMap((partition) => {
            const offset = offsets.get(partition);
            return offset === undefined ? [] : { partition, offset: String(offset) };
          });
          if (partitions.length > 0) await (await cluster.findBroker({ nodeId })).deleteRecords({ topics: [{ topic, partitions }] });
        }
      }),
    close: () => cluster.disconnect(),
  };
}

/** Connected is who got an answer: a server that wants a user, or is no Kafka, accepts connections too. */
async function connected(cluster: Cluster, { connection, kill }: Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new ToolError(
            "TIMEOUT",
            `Kafka accepts a connection and says nothing (connection ${connection}).`,
            `No answer in ${answerMs} ms.`,
          ),
        ),
      answerMs,
    );
  });
  try {
    await Promise.race([cluster.connect().then(() => cluster.refreshMetadata()), late]);
  } catch (error) {
    kill();
    void cluster.disconnect().catch(() => undefined);
    throw toolError(error, connection, "Connecting");
  } finally {
    clearTimeout(timer);
  }
}

function byNode(leaders: ReadonlyMap<number, number>): Map<number, number[]> {
  const nodes = new Map<number, number[]>();
  for (const [partition, node] of leaders) nodes.set(node, [...(nodes.get(node) ?? []), partition]);
  return nodes;
}

async function readFrom(node: Node, topic: string, partition: number, from: number, maxBytes: number) {
  const topics = [{ topic, partitions: [{ partition, fetchOffset: String(from), maxBytes }] }];
  const { responses } = await node.fetch({ replicaId: -1, isolationLevel: committedOnly, maxWaitTime: 1, minBytes: 1, maxBytes, topics });
  const fetched = responses[0]?.partitions[0];
  if (fetched === undefined) return { records: [], next: from };
  const last = fetched.messages.at(-1);
  return { records: committedRecords(fetched, from), next: last === undefined ? from : Math.max(from, Number(last.offset) + 1) };
}

/** Without those of transactions that were given up, and without their markers. https://kafka.apache.org/documentation/#controlbatch */
function committedRecords({ messages, abortedTransactions }: FetchedPartition, from: number): Stored[] {
  const aborted = [...(abortedTransactions ?? [])].sort((a, b) => Number(a.firstOffset) - Number(b.firstOffset));
  const open = new Set<string>();
  const records: Stored[] = [];
  for (const message of messages) {
    const { producerId, inTransaction } = message.batchContext;
    while (aborted.length > 0 && Number(aborted[0]!.firstOffset) <= Number(message.offset)) open.add(aborted.shift()!.producerId);
    if (message.isControlRecord) open.delete(producerId);
    else if (!(inTransaction && open.has(producerId)) && Number(message.offset) >= from) records.push(stored(message));
  }
  return records;
}

function stored({ offset, timestamp, key, value, headers }: FetchedRecord): Stored {
  return { key, value, headers, offset: Number(offset), atMs: Number(timestamp) };
}
