import type { Part } from "./rename.ts";

/** Where names stand in the requests and responses of one kind, up to the last of them: https://kafka.apache.org/protocol#protocol_messages */
export interface Layout {
  /** Versions that are read and written here: none of them has the compact encoding. */
  readonly from: number;
  readonly to: number;
  readonly request?: (version: number) => readonly Part[];
  readonly response?: (version: number) => readonly Part[];
}

/** Parts that there are since some version. */
const since = (version: number, first: number, ...parts: readonly Part[]): readonly Part[] => (version >= first ? parts : []);

const beginsWithName = () => ["name"] as const;
/** Throttling, then topics with their partitions. */
const perPartition =
  (...partition: readonly Part[]) =>
  (): readonly Part[] => [4, ["name", partition]];

/** By the number of the request. What is not here is not offered to the client. */
export const layouts: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  // Produce
  [
    0,
    {
      from: 3,
      to: 8,
      request: () => ["name", 6, ["name", [4, "blob"]]],
      response: (v) => [["name", [22, ...since(v, 5, 8), ...since(v, 8, [4, "text"], "text")]]],
    },
  ],
  // Fetch
  [
    1,
    {
      from: 4,
      to: 11,
      request: (v) => [17, ...since(v, 7, 8), ["name", [4, ...since(v, 9, 4), 8, ...since(v, 5, 8), 4]], ...since(v, 7, ["name", [4]])],
      response: (v) => [4, ...since(v, 7, 6), ["name", [22, ...since(v, 5, 8), [16], ...since(v, 11, 4), "blob"]]],
    },
  ],
  // ListOffsets
  [
    2,
    {
      from: 1,
      to: 5,
      request: (v) => [4, ...since(v, 2, 1), ["name", [4, ...since(v, 4, 4), 8]]],
      response: (v) => [...since(v, 2, 4), ["name", [22, ...since(v, 4, 4)]]],
    },
  ],
  // Metadata
  [
    3,
    {
      from: 0,
      to: 8,
      request: () => [["name"]],
      response: (v) => [
        ...since(v, 3, 4),
        [4, "text", 4, ...since(v, 1, "text")],
        ...since(v, 2, "text"),
        ...since(v, 1, 4),
        [2, "name", ...since(v, 1, 1), [10, ...since(v, 7, 4), [4], [4], ...since(v, 5, [4])], ...since(v, 8, 4)],
      ],
    },
  ],
  // OffsetCommit
  [
    8,
    {
      from: 2,
      to: 7,
      request: (v) => ["name", 4, "text", ...since(v, 7, "text"), ...(v <= 4 ? [8] : []), ["name", [12, ...since(v, 6, 4), "text"]]],
      response: (v) => [...since(v, 3, 4), ["name", [6]]],
    },
  ],
  // OffsetFetch
  [
    9,
    {
      from: 1,
      to: 5,
      request: () => ["name", ["name", [4]]],
      response: (v) => [...since(v, 3, 4), ["name", [12, ...since(v, 5, 4), "text", 2]]],
    },
  ],
  // FindCoordinator, JoinGroup, Heartbeat, LeaveGroup, SyncGroup: what the members tell one another holds the names of the client
  [10, { from: 0, to: 2, request: beginsWithName }],
  [11, { from: 0, to: 5, request: beginsWithName }],
  [12, { from: 0, to: 3, request: beginsWithName }],
  [13, { from: 0, to: 3, request: beginsWithName }],
  [14, { from: 0, to: 3, request: beginsWithName }],
  // DescribeGroups
  [
    15,
    {
      from: 0,
      to: 4,
      request: () => [["name"]],
      response: (v) => [
        ...since(v, 1, 4),
        [2, "name", "text", "text", "text", ["text", ...since(v, 4, "text"), "text", "text", "blob", "blob"], ...since(v, 3, 4)],
      ],
    },
  ],
  // ListGroups
  [16, { from: 0, to: 2, response: (v) => [...since(v, 1, 4), 2, ["name", "text"]] }],
  // SaslHandshake, ApiVersions, SaslAuthenticate
  [17, { from: 0, to: 1 }],
  [18, { from: 0, to: 3 }],
  [36, { from: 0, to: 1 }],
  // CreateTopics, DeleteTopics, DeleteRecords, CreatePartitions
  [
    19,
    {
      from: 0,
      to: 4,
      request: () => [["name", 6, [4, [4]], ["text", "text"]]],
      response: (v) => [...since(v, 2, 4), ["name", 2, ...since(v, 1, "text")]],
    },
  ],
  [20, { from: 0, to: 3, request: () => [["name"]], response: (v) => [...since(v, 1, 4), ["name", 2]] }],
  [21, { from: 0, to: 1, request: () => [["name", [12]]], response: perPartition(14) }],
  [37, { from: 0, to: 1, request: () => [["name", 4, [[4]]]], response: () => [4, ["name", 2, "text"]] }],
  // InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn, EndTxn, TxnOffsetCommit
  [22, { from: 0, to: 1, request: beginsWithName }],
  [24, { from: 0, to: 2, request: () => ["name", 10, ["name", [4]]], response: perPartition(6) }],
  [25, { from: 0, to: 2, request: () => ["name", 10, "name"] }],
  [26, { from: 0, to: 2, request: beginsWithName }],
  [28, { from: 0, to: 2, request: (v) => ["name", "name", 10, ["name", [12, ...since(v, 2, 4), "text"]]], response: perPartition(6) }],
  // OffsetForLeaderEpoch
  [
    23,
    {
      from: 0,
      to: 3,
      request: (v) => [...since(v, 3, 4), ["name", [8, ...since(v, 2, 4)]]],
      response: (v) => [...since(v, 2, 4), ["name", [14, ...since(v, 1, 4)]]],
    },
  ],
  // DescribeConfigs
  [
    32,
    {
      from: 0,
      to: 3,
      request: () => [["resource", ["text"]]],
      response: (v) => [4, [2, "text", "resource", ["text", "text", 3, ...since(v, 1, ["text", "text", 1]), ...since(v, 3, 1, "text")]]],
    },
  ],
  // DeleteGroups, OffsetDelete
  [42, { from: 0, to: 1, request: () => [["name"]], response: () => [4, ["name", 2]] }],
  [47, { from: 0, to: 0, request: () => ["name", ["name", [4]]], response: () => [6, ["name", [6]]] }],
]);
