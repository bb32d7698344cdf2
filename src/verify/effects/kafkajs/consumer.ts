import { eachBatch, eachMessage, type KafkaSession } from "../../player/shapes/kafkajs.ts";
import type { Acked, Delivered, Settled, Workshop } from "../gate.ts";
import { createSettlement, type Settlement } from "../settlement.ts";
import { eventsOf } from "./events.ts";

export interface Offsets {
  readonly consumerGroupId: string;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
  }[];
}

/** Consumers of all instances in this play. */
export interface Consumers {
  create(options: { groupId?: string } | undefined, logger: () => unknown): unknown;
  /** Offsets that were committed inside a transaction. */
  commit(offsets: Offsets): void;
  begin(): void;
}

interface Run {
  readonly eachMessage?: ((payload: never) => unknown) | null;
  readonly eachBatch?: ((payload: never) => unknown) | null;
  readonly eachBatchAutoResolve?: boolean;
}

type Place = { readonly topic: string; readonly partition: number; readonly offset: string };

/** https://kafka.js.org/docs/consuming */
export function createConsumers(workshop: Workshop): Consumers {
  let running: { groupId: string; commit(place: Place): void }[] = [];
  return {
    create(options, logger) {
      const groupId = options?.groupId;
      if (!groupId) throw new Error("Consumer groupId must be a non-empty string.");
      const { events, on, emit } = eventsOf("consumer");
      const topics = new Set<string | RegExp>();
      const paused = new Set<string>();
      const seeks = new Map<string, bigint>();
      const open = new Set<{ messages: readonly Delivered[]; settlement: Settlement }>();
      let isRunning = false;

      const commit = ({ topic, partition, offset }: Place): void => {
        for (const { messages, settlement } of open)
          for (const [position, message] of messages.entries())
            if (message.topic === topic && message.partition === partition && BigInt(message.offset) < BigInt(offset))
              settlement.ack(position);
      };
      const session = (run: Run): KafkaSession => ({
        eachBatchAutoResolve: run.eachBatchAutoResolve ?? true,
        isRunning: () => isRunning,
        pause(topic, partition) {
          paused.add(`${topic}:${partition}`);
          return () => void paused.delete(`${topic}:${partition}`);
        },
        sought(topic, partition) {
          const at = `${topic}:${partition}`;
          const offset = seeks.get(at);
          seeks.delete(at);
          return offset;
        },
      });
      const deliver = async (run: Run, messages: readonly Delivered[], acked: Acked): Promise<Settled> => {
        // A consumer that stopped itself gets nothing until its process starts again.
        if (!isRunning) return "crashed";
        const settlement = createSettlement(messages.length, acked);
        const work = { messages, settlement };
        open.add(work);
        try {
          if (run.eachBatch) return await eachBatch(run.eachBatch, messages, settlement, session(run));
          return await eachMessage(run.eachMessage!, messages, settlement, session(run));
        } finally {
          open.delete(work);
        }
      };
      const stop = async () => {
        if (isRunning) emit("stop");
        isRunning = false;
      };
      running.push({ groupId, commit });

      return {
        connect: async () => emit("connect"),
        async disconnect() {
          await stop();
          emit("disconnect");
        },
        stop,
        async subscribe({ topic, topics: list }: { topic?: string | RegExp; topics?: readonly (string | RegExp)[] }) {
          const wanted = list ?? (topic === undefined ? [] : [topic]);
          if (wanted.length === 0) throw new Error('Missing required argument "topics"');
          for (const each of wanted) topics.add(each);
        },
        async run(run: Run = {}) {
          if (isRunning) return;
          if (!run.eachMessage && !run.eachBatch) return;
          isRunning = true;
          emit("group_join", { groupId, isLeader: true, leaderId: "consumer", memberId: "consumer", duration: 0, memberAssignment: {} });
          for (const channel of topics.size > 0 ? topics : [undefined])
            workshop.subscribe({
              client: "kafkajs",
              ...(typeof channel === "string" && { channel }),
              group: groupId,
              batch: run.eachBatch !== undefined && run.eachBatch !== null,
              deliver: (messages, acked) => deliver(run, messages, acked),
            });
        },
        async commitOffsets(places: readonly Place[] = []) {
          for (const place of places) commit(place);
        },
        seek({ topic, partition, offset }: Place) {
          seeks.set(`${topic}:${partition}`, BigInt(offset));
        },
        pause(list: readonly { topic: string; partitions?: readonly number[] }[] = []) {
          for (const { topic, partitions = [0] } of list) for (const partition of partitions) paused.add(`${topic}:${partition}`);
        },
        resume(list: readonly { topic: string; partitions?: readonly number[] }[] = []) {
          for (const { topic, partitions = [0] } of list) for (const partition of partitions) paused.delete(`${topic}:${partition}`);
        },
        paused: () =>
          [...paused].map((at) => ({ topic: at.slice(0, at.lastIndexOf(":")), partitions: [Number(at.slice(at.lastIndexOf(":") + 1))] })),
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
    },
    commit({ consumerGroupId, topics }) {
      for (const { topic, partitions } of topics)
        for (const { partition, offset } of partitions)
          for (const each of running) if (each.groupId === consumerGroupId) each.commit({ topic, partition, offset });
    },
    begin: () => void (running = []),
  };
}
