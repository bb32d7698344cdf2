import { type Reader, reader } from "./bytes.ts";
import { recordsOf, type KafkaRecord } from "./records.ts";

/** Numbers of the protocol: https://kafka.apache.org/protocol#protocol_api_keys */
export const api = {
  produce: 0,
  fetch: 1,
  listOffsets: 2,
  metadata: 3,
  offsetCommit: 8,
  offsetFetch: 9,
  findCoordinator: 10,
  joinGroup: 11,
  heartbeat: 12,
  leaveGroup: 13,
  syncGroup: 14,
  describeGroups: 15,
  listGroups: 16,
  saslHandshake: 17,
  apiVersions: 18,
  createTopics: 19,
  deleteTopics: 20,
  initProducerId: 22,
  offsetForLeaderEpoch: 23,
  endTxn: 26,
  txnOffsetCommit: 28,
  describeConfigs: 32,
  saslAuthenticate: 36,
  deleteGroups: 42,
} as const;

export interface Header {
  readonly key: number;
  readonly version: number;
  readonly correlation: number;
}

/** Of a request, its length before it. */
export function headerOf(frame: Buffer): Header {
  return { key: frame.readInt16BE(4), version: frame.readInt16BE(6), correlation: frame.readInt32BE(8) };
}

function bodyOf(frame: Buffer): Reader {
  const read = reader(frame, 12);
  read.nullable();
  return read;
}

export interface Offset {
  readonly topic: string;
  readonly partition: number;
  /** The next one to read. */
  readonly offset: number;
}

export interface Commit {
  readonly group: string;
  readonly transaction?: string;
  readonly offsets: readonly Offset[];
}

/** OffsetCommit 2–7 and TxnOffsetCommit 0–2. */
export function commitIn(frame: Buffer): Commit {
  const { key, version } = headerOf(frame);
  const read = bodyOf(frame);
  const transaction = key === api.txnOffsetCommit ? read.text() : undefined;
  const group = read.text();
  if (transaction !== undefined) read.bytes(10);
  else {
    read.i32();
    read.text();
    if (version >= 7) read.nullable();
    if (version <= 4) read.i64();
  }
  const hasEpoch = transaction === undefined ? version >= 6 : version >= 2;
  const topics = read.list(() => {
    const topic = read.text();
    return read.list((): Offset => {
      const [partition, offset] = [read.i32(), read.i64()];
      if (hasEpoch) read.i32();
      read.nullable();
      return { topic, partition, offset };
    });
  });
  return { group, ...(transaction !== undefined && { transaction }), offsets: topics.flat() };
}

export interface Produced {
  readonly transaction?: string;
  /** 0: nothing is answered. */
  readonly acks: number;
  readonly records: readonly (Omit<KafkaRecord, "offset"> & { readonly topic: string; readonly partition: number })[];
  readonly unread: number;
}

/** Produce 3–8. */
export function producedIn(frame: Buffer): Produced {
  const read = bodyOf(frame);
  const transaction = read.nullable();
  const acks = read.i16();
  read.i32();
  let unread = 0;
  const records = read.list(() => {
    const topic = read.text();
    return read.list(() => {
      const partition = read.i32();
      const found = recordsOf(read.blob());
      unread += found.unread;
      return found.records.map((record) => ({ ...record, topic, partition }));
    });
  });
  return { ...(transaction !== undefined && { transaction }), acks, records: records.flat(2), unread };
}

/** Metadata 0–8: the topics that are asked for; all of them where that is what it wants. */
export function topicsIn(frame: Buffer): readonly string[] {
  const read = bodyOf(frame);
  return read.list(() => read.text());
}

/** JoinGroup, SyncGroup, Heartbeat, LeaveGroup: what all of them begin with. */
export function groupIn(frame: Buffer): string {
  return bodyOf(frame).text();
}

/** Fetch 4–11: topics whose partitions it asks for. None: as before, in the same session. */
export function fetchedIn(frame: Buffer): readonly string[] {
  const { version } = headerOf(frame);
  const read = bodyOf(frame);
  read.bytes(version >= 4 ? 17 : 16);
  if (version >= 7) read.bytes(8);
  return read.list(() => {
    const topic = read.text();
    read.list(() => read.bytes(4 + (version >= 9 ? 4 : 0) + 8 + (version >= 5 ? 8 : 0) + 4));
    return topic;
  });
}

/** EndTxn 0–2. */
export function endingIn(frame: Buffer): { readonly transaction: string; readonly commits: boolean } {
  const read = bodyOf(frame);
  const transaction = read.text();
  read.bytes(10);
  return { transaction, commits: read.i8() !== 0 };
}
