import { i16, i32, i8, reader, text, uvarint } from "./bytes.ts";
import { framed } from "./frames.ts";
import { layouts } from "./layouts.ts";
import { type KafkaRecord, recordsOf } from "./records.ts";
import { api, type Header } from "./requests.ts";

/** Where a broker says that it is, and where it shall be found instead. */
export type Relocate = (host: string, port: number) => Promise<{ readonly host: string; readonly port: number }>;

/** Is a request of a version that is read here? */
export function isRead({ key, version }: Pick<Header, "key" | "version">): boolean {
  const layout = layouts.get(key);
  return key === api.apiVersions || (layout !== undefined && version >= layout.from && version <= layout.to);
}

/** ApiVersions 0–4 with what is not read here left out, and without the features of the cluster. */
export function cappedVersions(frame: Buffer, { version, correlation }: Header): Buffer {
  const read = reader(frame, 8);
  const error = read.i16();
  // A server that does not know this version answers in version 0.
  const compact = version >= 3 && error !== 35;
  const item = () => {
    const [key, from, to] = [read.i16(), read.i16(), read.i16()];
    if (compact) read.tags();
    return { key, from, to };
  };
  const offered = (compact ? read.compactList(item) : read.list(item)).flatMap(({ key, from, to: newest }) => {
    const to = layouts.get(key)?.to ?? -1;
    // Its oldest version stays: librdkafka tells by the one of Produce what else a server can do.
    return to < from ? [] : [{ key, from, to: Math.min(newest, to) }];
  });
  const items = offered.map(({ key, from, to }) => Buffer.concat([i16(key), i16(from), i16(to), ...(compact ? [i8(0)] : [])]));
  const count = compact ? uvarint(items.length + 1) : i32(items.length);
  const throttle = version >= 1 && error !== 35 ? [i32(0)] : [];
  return framed(Buffer.concat([i32(correlation), i16(error), count, ...items, ...throttle, ...(compact ? [i8(0)] : [])]));
}

/** Metadata 0–8 with every broker where it shall be found. */
export async function relocatedMetadata(frame: Buffer, { version }: Header, relocate: Relocate): Promise<Buffer> {
  const read = reader(frame, 8);
  if (version >= 3) read.i32();
  const start = read.at;
  const brokers = read.list(() => ({
    id: read.i32(),
    host: read.text(),
    port: read.i32(),
    rack: version >= 1 ? read.nullable() : undefined,
  }));
  const rest = frame.subarray(read.at);
  const moved: Buffer[] = [];
  for (const { id, host, port, rack } of brokers) {
    const at = await relocate(host, port);
    moved.push(Buffer.concat([i32(id), text(at.host), i32(at.port), ...(version >= 1 ? [text(rack)] : [])]));
  }
  return framed(Buffer.concat([frame.subarray(4, start), i32(moved.length), ...moved, rest]));
}

/** FindCoordinator 0–2. */
export async function relocatedCoordinator(frame: Buffer, { version }: Header, relocate: Relocate): Promise<Buffer> {
  const read = reader(frame, 8);
  if (version >= 1) read.i32();
  const error = read.i16();
  if (version >= 1) read.nullable();
  read.i32();
  const start = read.at;
  const [host, port] = [read.text(), read.i32()];
  if (error !== 0 || host === "") return frame;
  const at = await relocate(host, port);
  return framed(Buffer.concat([frame.subarray(4, start), text(at.host), i32(at.port), frame.subarray(read.at)]));
}

/** Fetch 4–11. */
export function fetchedFrom(
  frame: Buffer,
  { version }: Header,
): { readonly records: readonly (KafkaRecord & { topic: string; partition: number })[]; readonly unread: number } {
  const read = reader(frame, 8);
  read.i32();
  if (version >= 7) read.bytes(6);
  let unread = 0;
  const topics = read.list(() => {
    const topic = read.text();
    return read.list(() => {
      const partition = read.i32();
      read.bytes(2 + 8 + 8 + (version >= 5 ? 8 : 0));
      read.list(() => read.bytes(16));
      if (version >= 11) read.i32();
      const found = recordsOf(read.blob());
      unread += found.unread;
      return found.records.map((record) => ({ ...record, topic, partition }));
    });
  });
  return { records: topics.flat(2), unread };
}

/** Produce 3–8: `topic.partition` of what the server did not store. The client sends it again. */
export function notStored(frame: Buffer, { version }: Pick<Header, "version">): ReadonlySet<string> {
  const read = reader(frame, 8);
  const refused = new Set<string>();
  read.list(() => {
    const topic = read.text();
    read.list(() => {
      const [partition, error] = [read.i32(), read.i16()];
      read.bytes(16 + (version >= 5 ? 8 : 0));
      if (version >= 8) {
        read.list(() => (read.i32(), read.nullable()));
        read.nullable();
      }
      if (error !== 0) refused.add(`${topic}.${partition}`);
    });
  });
  return refused;
}

/** JoinGroup 0–5: by which id the group knows whoever asked. */
export function memberFrom(frame: Buffer, { version }: Header): string {
  const read = reader(frame, 8);
  if (version >= 2) read.i32();
  read.i16();
  read.i32();
  read.text();
  read.text();
  return read.text();
}

/** SyncGroup 0–3: the partitions that a member got; undefined: it got an error, or is no consumer. */
export function assignedFrom(
  frame: Buffer,
  { version }: Header,
): readonly { readonly topic: string; readonly partition: number }[] | undefined {
  const read = reader(frame, 8);
  if (version >= 1) read.i32();
  if (read.i16() !== 0) return undefined;
  const assignment = read.blob();
  if (assignment.length < 6) return [];
  const inside = reader(assignment);
  inside.i16();
  return inside
    .list(() => {
      const topic = inside.text();
      return inside.list(() => ({ topic, partition: inside.i32() }));
    })
    .flat();
}

/** SyncGroup, LeaveGroup, Heartbeat, OffsetCommit … that begin with their error. */
export function errorFrom(frame: Buffer, throttled: boolean): number {
  return frame.readInt16BE(throttled ? 12 : 8);
}
