import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { Handed, Sent } from "../wire.ts";
import type { Admin } from "./admin.ts";
import { frameSplitter } from "./frames.ts";
import { type Names, toClient, toServer } from "./names.ts";
import { api, type Commit, commitIn, endingIn, fetchedIn, groupIn, type Header, headerOf, producedIn, topicsIn } from "./requests.ts";
import {
  assignedFrom,
  cappedVersions,
  errorFrom,
  fetchedFrom,
  isRead,
  memberFrom,
  notStored,
  relocatedCoordinator,
  relocatedMetadata,
} from "./responses.ts";

/** What the connections of a play find out, and share. */
export interface Reading {
  readonly admin: Admin;
  readonly groups: Set<string>;
  readonly names: Names;
  /** Topics that a group's member reads. */
  readonly topics: Set<string>;
  /** Makes a topic that a client asks for and nobody made. */
  ensure(topic: string): Promise<void>;
  /** By instance: the id of each of its members, and its group. */
  readonly members: Map<string, Map<string, string>>;
  /** By instance. */
  readonly assigned: Map<string, readonly { readonly topic: string; readonly partition: number }[]>;
  /** What is out, by `topic.partition`, then by offset. */
  readonly open: Map<string, Map<number, Handed>>;
  /** Records of ours that the server has not answered for. */
  readonly putting: Set<Promise<unknown>>;
  readonly transactions: Map<string, { offsets: Commit["offsets"]; sent: Sent[] }>;
}

/** When a record on a rung is due, epoch milliseconds. */
const dueHeader = "gm-due";

type Fetched = ReturnType<typeof fetchedFrom>["records"][number];

/** One connection of the consumer to a broker of Kafka. */
export function converse(link: Link, carrier: Carrier, reading: Reading): Conversation {
  const [client, server] = [frameSplitter(), frameSplitter()];
  const asked = new Map<number, Header & { group?: string; answered?: (frame: Buffer) => void }>();
  const { instance } = link;

  async function hear(frame: Buffer): Promise<void> {
    const header = headerOf(frame);
    const { key } = header;
    if (!isRead(header)) throw new ProtocolError(`It sends the request ${key} in version ${header.version}, which is not read here.`);
    if (key === api.metadata) for (const topic of topicsIn(frame)) await reading.ensure(topic);
    if (key === api.offsetCommit) return commit(frame, header);
    if (key === api.produce) return produce(frame, header);
    if (key === api.endTxn) return endTransaction(frame, header);
    if (key === api.txnOffsetCommit) {
      const { transaction = "", offsets } = commitIn(frame);
      transactionOf(transaction).offsets = [...transactionOf(transaction).offsets, ...offsets];
    }
    if (key === api.fetch) listens(fetchedIn(frame));
    const isMember = key === api.joinGroup || key === api.syncGroup;
    asked.set(header.correlation, { ...header, ...(isMember && { group: groupIn(frame) }) });
    pass(frame, header);
  }

  /** Everything before that speaks of the client's names. */
  function pass(frame: Buffer, header: Header): void {
    link.toServer(toServer(frame, header, reading.names));
  }

  function listens(topics: readonly string[]): void {
    for (const topic of topics) reading.topics.add(topic);
    carrier.ready(link);
  }

  /** Resolves with the answer; the consumer gets it too, if anything still goes to it. */
  function forward(frame: Buffer, header: Header): Promise<Buffer> {
    return new Promise((resolve) => {
      asked.set(header.correlation, { ...header, answered: resolve });
      pass(frame, header);
    });
  }

  /** What is out and lies before these offsets. */
  function before(offsets: Commit["offsets"]): Handed[] {
    return offsets.flatMap(({ topic, partition, offset }) =>
      [...(reading.open.get(`${topic}.${partition}`) ?? [])].filter(([at]) => at < offset).map(([, handed]) => handed),
    );
  }

  function close(offsets: Commit["offsets"]): void {
    for (const { topic, partition, offset } of offsets) {
      const open = reading.open.get(`${topic}.${partition}`);
      for (const at of open?.keys() ?? []) if (at < offset) open!.delete(at);
    }
  }

  async function commit(frame: Buffer, header: Header): Promise<void> {
    const { group, offsets } = commitIn(frame);
    reading.groups.add(group);
    await carrier.settling(link, before(offsets), "ack", async () => {
      const taken = errorOfCommit(await forward(frame, header), header) === 0;
      if (taken) close(offsets);
      return taken;
    });
  }

  async function produce(frame: Buffer, header: Header): Promise<void> {
    const { records, acks, transaction, unread } = producedIn(frame);
    if (unread > 0) carrier.strange(instance, "It sends records packed in a way that is not read here.");
    const all = records.map(({ topic, partition, key, headers, body }) => ({
      place: `${topic}.${partition}`,
      sent: { instance: instance.name, channel: topic, ...(key !== undefined && { key }), headers, body },
    }));
    if (transaction !== undefined) transactionOf(transaction).sent.push(...all.map(({ sent }) => sent));
    if (transaction !== undefined || all.length === 0) return acks === 0 ? pass(frame, header) : void forward(frame, header);
    /** Undefined: it did not pass. */
    let refused: ReadonlySet<string> | undefined;
    // One request may hold many records: nothing of it is forwarded before each was asked about.
    const ask = async ([next, ...others]: typeof all): Promise<void> => {
      if (next !== undefined) {
        await carrier.publishing(link, next.sent, async () => (await ask(others), refused?.has(next.place) === false));
      } else if (acks === 0) {
        pass(frame, header);
        refused = new Set();
      } else refused = notStored(await forward(frame, header), header);
    };
    await ask(all);
  }

  async function endTransaction(frame: Buffer, header: Header): Promise<void> {
    const { transaction, commits } = endingIn(frame);
    const { offsets, sent } = transactionOf(transaction);
    reading.transactions.delete(transaction);
    if (!commits) {
      asked.set(header.correlation, header);
      return pass(frame, header);
    }
    const handed = before(offsets);
    await carrier.settling(link, handed, "ack", async () => {
      const answer = await forward(frame, header);
      if (errorFrom(answer, true) !== 0) return false;
      close(offsets);
      for (const each of sent) carrier.took(each);
      return true;
    });
  }

  function transactionOf(id: string): { offsets: Commit["offsets"]; sent: Sent[] } {
    const known = reading.transactions.get(id) ?? { offsets: [], sent: [] };
    reading.transactions.set(id, known);
    return known;
  }

  const relocate = async (host: string, port: number) => ({ host: "127.0.0.1", port: await carrier.portTo(instance, { host, port }) });

  async function answer(received: Buffer): Promise<void> {
    const header = asked.get(received.readInt32BE(4));
    asked.delete(received.readInt32BE(4));
    const frame = header === undefined ? received : toClient(received, header, reading.names);
    header?.answered?.(frame);
    if (header?.key === api.apiVersions) return link.toClient(cappedVersions(frame, header));
    if (header?.key === api.metadata) return link.toClient(await relocatedMetadata(frame, header, relocate));
    if (header?.key === api.findCoordinator) return link.toClient(await relocatedCoordinator(frame, header, relocate));
    if (header?.key === api.joinGroup) joined(header.group!, memberFrom(frame, header));
    if (header?.key === api.syncGroup) assigned(assignedFrom(frame, header));
    if (header?.key === api.fetch) {
      // What is being put in lies at a place that is not known yet.
      await Promise.allSettled(reading.putting);
      hand(frame, header);
    }
    link.toClient(frame);
  }

  function joined(group: string, member: string): void {
    if (member === "") return;
    reading.groups.add(group);
    const known = reading.members.get(instance.name) ?? new Map<string, string>();
    reading.members.set(instance.name, known.set(member, group));
  }

  function assigned(partitions: ReturnType<typeof assignedFrom>): void {
    if (partitions === undefined) return;
    reading.assigned.set(instance.name, partitions);
    // It will ask for nothing: another member has it all.
    if (partitions.length === 0) carrier.ready(link);
  }

  function hand(frame: Buffer, header: Header): void {
    if (instance.state !== "open" || !instance.links.has(link)) return;
    const { records, unread } = fetchedFrom(frame, header);
    if (unread > 0) carrier.strange(instance, "It reads records packed in a way that is not read here.");
    for (const record of records) {
      const waitMs = Number(record.headers[dueHeader]) - Date.now();
      // What is fetched before it is due waits: it is in work when it is due, or when it is fetched again then.
      if (waitMs > 0) setTimeout(() => give(record), waitMs).unref();
      else give(record);
    }
  }

  function give({ topic, partition, offset, body, headers }: Fetched): void {
    if (!instance.links.has(link)) return;
    const place = `${topic}.${partition}`;
    const open = reading.open.get(place) ?? new Map<number, Handed>();
    if (headers[dueHeader] !== undefined && open.get(offset)?.instance === instance.name) return;
    const handed = carrier.hand(instance, { body, redelivered: false, place: `${place}.${offset}` });
    if (handed !== undefined) reading.open.set(place, open.set(offset, handed));
  }

  return {
    async fromClient(chunk) {
      for (const frame of client(chunk)) await hear(frame);
    },
    async fromServer(chunk) {
      for (const frame of server(chunk)) await answer(frame);
    },
    clientEnded() {
      // Nobody waits any more.
      const waiting = [...asked.values()];
      setTimeout(() => waiting.forEach(({ answered }) => answered?.(Buffer.alloc(64, 0xff))), 2000).unref();
      return false;
    },
  };
}

/** OffsetCommit 2–7: the error of the first partition. */
function errorOfCommit(frame: Buffer, { version }: Header): number {
  const at = 8 + (version >= 3 ? 4 : 0) + 4;
  const length = frame.readInt16BE(at);
  const error = at + 2 + Math.max(0, length) + 4 + 4;
  return error + 2 <= frame.length ? frame.readInt16BE(error) : -1;
}
