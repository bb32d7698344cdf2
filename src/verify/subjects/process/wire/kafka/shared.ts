import { TakenError } from "../place.ts";
import { ProtocolError } from "../protocol-error.ts";
import { list, reader } from "./bytes.ts";
import { framed } from "./frames.ts";
import { api, commitIn, createdIn, fetchedIn, groupIn, type Header, namesTransaction, producedIn } from "./requests.ts";
import { isRead } from "./responses.ts";

/** What there is of ours on a server that others use. */
export interface Apart {
  readonly owns: (topic: string) => boolean;
  /** Makes it; rejects where it is there already. */
  readonly ensure: (topic: string) => Promise<void>;
  /** Rejects where others are members of it. */
  readonly enter: (group: string) => Promise<void>;
}

const harmless = new Set<number>([
  api.listOffsets,
  api.metadata,
  api.offsetFetch,
  api.findCoordinator,
  api.heartbeat,
  api.leaveGroup,
  api.syncGroup,
  api.describeGroups,
  api.listGroups,
  api.saslHandshake,
  api.apiVersions,
  api.offsetForLeaderEpoch,
  api.describeConfigs,
  api.saslAuthenticate,
]);

/** Rejects where a request would read, change or add to what was there before. It must not be forwarded then. */
export async function keepApart(frame: Buffer, header: Header, apart: Apart): Promise<void> {
  const { key } = header;
  if (key !== api.apiVersions && !isRead(header)) throw refused("It speaks a version of the protocol that was not offered to it");
  if (harmless.has(key)) return;
  if (key === api.joinGroup) return apart.enter(groupIn(frame));
  if (key === api.createTopics) {
    for (const topic of createdIn(frame)) await apart.ensure(topic);
    return;
  }
  if (key === api.initProducerId) {
    if (namesTransaction(frame)) throw refused("It begins transactions, which ends those of a producer of the same name");
    return;
  }
  const topics = topicsOf(frame, key);
  if (topics === undefined) throw refused(`It sends the request ${key} of the protocol`);
  for (const topic of topics) if (!apart.owns(topic)) throw new TakenError("topic", topic);
}

function topicsOf(frame: Buffer, key: number): readonly string[] | undefined {
  if (key === api.fetch) return fetchedIn(frame);
  if (key === api.offsetCommit) return commitIn(frame).offsets.map(({ topic }) => topic);
  if (key !== api.produce) return undefined;
  const { topics, transaction } = producedIn(frame);
  return transaction === undefined ? topics : undefined;
}

const refused = (what: string): ProtocolError =>
  new ProtocolError(`${what}, on a server that others use: that is not let through. Give the run a server of its own.`);

/** Metadata 0–8 without the topics of others: who subscribes by a pattern would read them. */
export function ownMetadata(frame: Buffer, { version }: Header, owns: (topic: string) => boolean): Buffer {
  const read = reader(frame, 8);
  if (version >= 3) read.i32();
  read.list(() => {
    read.i32();
    read.text();
    read.i32();
    if (version >= 1) read.nullable();
  });
  if (version >= 2) read.nullable();
  if (version >= 1) read.i32();
  const start = read.at;
  const topics = read.list(() => {
    const from = read.at;
    read.i16();
    const topic = read.text();
    if (version >= 1) read.i8();
    read.list(() => {
      read.bytes(10 + (version >= 7 ? 4 : 0));
      for (let lists = version >= 5 ? 3 : 2; lists > 0; lists -= 1) read.list(() => read.i32());
    });
    if (version >= 8) read.i32();
    return { topic, bytes: frame.subarray(from, read.at) };
  });
  const own = topics.filter(({ topic }) => owns(topic)).map(({ bytes }) => bytes);
  return framed(Buffer.concat([frame.subarray(4, start), list(own), frame.subarray(read.at)]));
}
