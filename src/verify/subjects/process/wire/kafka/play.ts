import { kafkaAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { deadOnes, publishedBy } from "../dead-letters.ts";
import { type Place, TakenError } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { Admin } from "./admin.ts";
import { converse, type Reading } from "./conversation.ts";

/** What is kept from one play to the next, so that it can be made and taken away. */
export interface Known {
  readonly made: Set<string>;
  readonly groups: Set<string>;
}

/** One play on a Kafka server: what was read comes again by the offset that its group has committed. */
export function playOnKafka(
  beginning: Beginning,
  place: Place,
  admin: Admin,
  known: Known,
  ensure: (topic: string) => Promise<void>,
): WirePlay {
  const reading: Reading = {
    admin,
    groups: known.groups,
    topics: new Set(),
    members: new Map(),
    assigned: new Map(),
    open: new Map(),
    transactions: new Map(),
    ensure,
    ...(!place.private && { apart: { owns: (topic) => known.made.has(topic), ensure, enter } }),
  };
  const carrier: Carrier = createCarrier(beginning, place, { converse: (link, own) => converse(link, own, reading) });
  carrier.onLost((_, instance) => {
    for (const open of reading.open.values()) for (const [at, handed] of open) if (handed.instance === instance) open.delete(at);
    // The group would wait for it until its session is over.
    reading.assigned.delete(instance);
    return leave(instance);
  });

  async function enter(group: string): Promise<void> {
    if (!known.groups.has(group) && (await admin.hasMembers(group))) throw new TakenError("group", group);
    known.groups.add(group);
  }

  async function leave(...instances: readonly string[]): Promise<void> {
    for (const instance of instances) {
      const members = [...(reading.members.get(instance) ?? [])];
      reading.members.delete(instance);
      for (const [member, group] of members) await admin.leave(group, member).catch(() => undefined);
    }
  }

  /** What a consumer reads beside its own retries. */
  function source(): string {
    const topics = [...reading.topics].filter((topic) => !place.isRetry(topic) && !place.isDead(topic));
    const chosen = place.channel !== undefined && topics.includes(place.channel) ? place.channel : topics[0];
    if (chosen === undefined) throw new Error("The consumer reads no topic yet.");
    return chosen;
  }

  async function rewind(event: number): Promise<void> {
    const [first] = carrier.ledger.puts.filter((put) => put.event === event && put.place !== undefined);
    if (first === undefined) throw new Error("This event was not put in before: it cannot come again.");
    const [topic, partition, offset] = partsOf(first.place!);
    carrier.ledger.rewind((place) => {
      const [ofTopic, ofPartition, at] = partsOf(place);
      return ofTopic === topic && ofPartition === partition && at >= offset;
    });
    await leave(...reading.members.keys());
    for (const group of reading.groups) await admin.commit(group, { topic, partition, offset });
    for (const open of reading.open.values()) open.clear();
  }

  return {
    async address(name) {
      return kafkaAddress((await carrier.instance(name)).port, [], place);
    },
    async put(copy, to) {
      if (copy.kind === "redelivery") return rewind(copy.event);
      const { key, headers, body } = beginning.messages[copy.event]!;
      const topic = source();
      const put = carrier.ledger.put(copy, to);
      // To whom it belongs who shall have it, as far as the group has it so.
      const partitions = (reading.assigned.get(to) ?? []).flatMap((each) => (each.topic === topic ? each.partition : []));
      const partition = partitions.length === 0 ? 0 : Math.min(...partitions);
      const record = { ...(key !== "" && { key }), headers, body: Buffer.from(body) };
      put.place = `${topic}.${partition}.${await admin.produce(topic, partition, record, Date.now())}`;
    },
    rewind,
    quiet: (withinMs) => within(withinMs, async () => carrier.ledger.done()),
    published: async () => publishedBy(carrier, place),
    deadLetters: async () => deadOnes(carrier, place),
    async end() {
      await leave(...reading.members.keys());
      await carrier.end();
    },
  };
}

/** A topic may have dots in its name. */
function partsOf(place: string): [string, number, number] {
  const parts = place.split(".");
  return [parts.slice(0, -2).join("."), Number(parts.at(-2)), Number(parts.at(-1))];
}
