import { eachBatch, eachMessage, ended, type KafkaSession } from "../../player/shapes/kafkajs.ts";
import type { Acked, Delivered, Settled, Workshop } from "../gate.ts";
import { createSettlement, type Settlement } from "../settlement.ts";
import { eventsOf } from "./events.ts";
import { createPauses } from "./pauses.ts";

export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

export interface Run {
  readonly eachMessage?: ((payload: never) => unknown) | null;
  readonly eachBatch?: ((payload: never) => unknown) | null;
  readonly eachBatchAutoResolve?: boolean;
}

type Partitions = readonly { readonly topic: string; readonly partitions?: readonly number[] }[];

/** A consumer that is handed what the play delivers. https://kafka.js.org/docs/consuming */
export function createConsumer(workshop: Workshop, groupId: string, logger: () => unknown) {
  const { events, on, emit } = eventsOf("consumer");
  const topics = new Set<string | RegExp>();
  const pauses = createPauses();
  const seeks = new Map<string, bigint>();
  const open = new Set<{ messages: readonly Delivered[]; settlement: Settlement }>();
  let isRunning = false;

  const session = (run: Run): KafkaSession => ({
    eachBatchAutoResolve: run.eachBatchAutoResolve ?? true,
    isRunning: () => isRunning,
    pause: (topic, partition) => pauses.pause(topic, [partition]),
    isPaused: pauses.isPaused,
    sought(topic, partition) {
      const at = `${topic}:${partition}`;
      const offset = seeks.get(at);
      seeks.delete(at);
      return offset;
    },
  });

  /** A paused partition is fetched again only when it is resumed: until then its messages wait. */
  const deliver = async (run: Run, messages: readonly Delivered[], acked: Acked): Promise<Settled> => {
    // A consumer that stopped itself gets nothing until its process starts again.
    if (!isRunning) return "crashed";
    const settlement = createSettlement(messages.length, acked);
    const work = { messages, settlement };
    const waits = () => messages.some(({ topic, partition }, position) => settlement.isOpen(position) && pauses.isPaused(topic, partition));
    open.add(work);
    try {
      for (;;) {
        while (waits()) if ((await pauses.changed()) === "stalled") return ended(settlement, undefined);
        const failure = run.eachBatch
          ? await eachBatch(run.eachBatch, messages, settlement, session(run))
          : await eachMessage(run.eachMessage!, messages, settlement, session(run));
        if (failure !== undefined || !waits()) return ended(settlement, failure);
      }
    } finally {
      open.delete(work);
    }
  };

  const commit = ({ topic, partition, offset }: Place): void => {
    for (const { messages, settlement } of open)
      for (const [position, message] of messages.entries())
        if (message.topic === topic && message.partition === partition && BigInt(message.offset) < BigInt(offset)) settlement.ack(position);
  };
  const stop = async () => {
    if (isRunning) emit("stop");
    isRunning = false;
  };

  const consumer = {
    connect: async () => emit("connect"),
    disconnect: async () => {
      await stop();
      emit("disconnect");
    },
    stop,
    subscribe: async ({ topic, topics: list }: { topic?: string | RegExp; topics?: readonly (string | RegExp)[] }) => {
      const wanted = list ?? (topic === undefined ? [] : [topic]);
      if (wanted.length === 0) throw new Error('Missing required argument "topics"');
      for (const each of wanted) topics.add(each);
    },
    run: async (run: Run = {}) => {
      if (isRunning || (!run.eachMessage && !run.eachBatch)) return;
      isRunning = true;
      emit("group_join", { groupId, isLeader: true, leaderId: "consumer", memberId: "consumer", duration: 0, memberAssignment: {} });
      for (const channel of topics)
        workshop.subscribe({
          client: "kafkajs",
          ...(typeof channel === "string" && { channel }),
          group: groupId,
          batch: Boolean(run.eachBatch),
          deliver: (messages, acked) => deliver(run, messages, acked),
          stalled: pauses.stall,
        });
    },
    commitOffsets: async (places: readonly Place[] = []) => places.forEach(commit),
    seek: ({ topic, partition, offset }: Place) => void seeks.set(`${topic}:${partition}`, BigInt(offset)),
    pause: (list: Partitions = []) => list.forEach(({ topic, partitions }) => void pauses.pause(topic, partitions)),
    resume: (list: Partitions = []) => list.forEach(({ topic, partitions }) => pauses.resume(topic, partitions)),
    paused: pauses.list,
    describeGroup: async () => ({
      errorCode: 0,
      groupId,
      members: [],
      protocol: "RoundRobinAssigner",
      protocolType: "consumer",
      state: "Stable",
    }),
    events,
    on,
    logger,
  };
  return { consumer, groupId, commit };
}
