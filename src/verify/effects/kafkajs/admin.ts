import { eventsOf } from "./events.ts";

/** Answers of a healthy broker that has whatever it is asked for. https://kafka.js.org/docs/admin */
const answers: Readonly<Record<string, (request: never) => unknown>> = {
  listTopics: () => [],
  createTopics: () => true,
  createPartitions: () => true,
  fetchTopicMetadata: (request: { topics?: readonly string[] } | undefined) => ({
    topics: (request?.topics ?? []).map((name) => ({
      name,
      partitions: [{ partitionErrorCode: 0, partitionId: 0, leader: 0, replicas: [0], isr: [0] }],
    })),
  }),
  fetchTopicOffsets: () => [{ partition: 0, offset: "0", high: "0", low: "0" }],
  fetchOffsets: () => [],
  describeCluster: () => ({ brokers: [{ nodeId: 0, host: "localhost", port: 9092 }], controller: 0, clusterId: "cluster" }),
  listGroups: () => ({ groups: [] }),
  describeGroups: () => ({ groups: [] }),
};

const silent = [
  "deleteTopics",
  "deleteTopicRecords",
  "setOffsets",
  "resetOffsets",
  "fetchTopicOffsetsByTimestamp",
  "describeConfigs",
  "alterConfigs",
  "deleteGroups",
  "describeAcls",
  "createAcls",
  "deleteAcls",
  "alterPartitionReassignments",
  "listPartitionReassignments",
];

export function createAdmin(logger: () => unknown) {
  const { events, on, emit } = eventsOf("admin");
  return {
    connect: async () => emit("connect"),
    disconnect: async () => emit("disconnect"),
    events,
    on,
    logger,
    ...Object.fromEntries(silent.map((name) => [name, async () => undefined])),
    ...Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, async (request: never) => answer(request)])),
  };
}
