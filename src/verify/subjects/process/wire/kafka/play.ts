import { kafkaAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { deadOnes, publishedBy } from "../dead-letters.ts";
import type { Place } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { Admin } from "./admin.ts";
import { converse, type Reading } from "./conversation.ts";
import type { Names } from "./names.ts";

/** One play on a Kafka server: what was read comes again by the offset that its group has committed. */
export function playOnKafka(
  beginning: Beginning,
  place: Place,
  admin: Admin,
  names: Names,
  ensure: (topic: string) => Promise<void>,
  takeAway: (groups: readonly string[]) => void,
): WirePlay {
  const reading: Reading = {
    admin,
    names,
    groups: new Set(),
    topics: new Set(),
    members: new Map(),
    assigned: new Map(),
    open: new Map(),
    putting: new Set(),
    transactions: new Map(),
    ensure,
  };
  const carrier: Carrier = createCarrier(beginning, place, { converse: (link, own) => converse(link, own, reading) });
  carrier.onLost((_, instance) => {
    for (const open of reading.open.values()) for (const [at, handed] of open) if (handed.instance === instance) open.delete(at);
    // The group would wait for it until its session is over.
    reading.assigned.delete(instance);
    return leave(instance);
  });

  async function leave(...instances: readonly string[]): Promise<void> {
    for (const instance of instances) {
      const members = [...(reading.members.get(instance) ?? [])];
      reading.members.delete(instance);
      for (const [member, group] of members) await admin.leave(names.onServer(group), member).catch(() => undefined);
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
    for (const group of reading.groups) await admin.commit(names.onServer(group), { topic: names.onServer(topic), partition, offset });
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
      const stored = admin.produce(names.onServer(topic), partition, record, Date.now()).then((offset) => {
        put.place = `${topic}.${partition}.${offset}`;
      });
      reading.putting.add(stored);
      await stored.finally(() => reading.putting.delete(stored));
    },
    rewind,
    quiet: (withinMs) => within(withinMs, async () => carrier.ledger.done()),
    published: async () => publishedBy(carrier, place),
    deadLetters: async () => deadOnes(carrier, place),
    async end() {
      await leave(...reading.members.keys());
      await carrier.end();
      takeAway([...reading.groups].map(names.onServer));
    },
  };
}

/** A topic may have dots in its name. */
function partsOf(place: string): [string, number, number] {
  const parts = place.split(".");
  return [parts.slice(0, -2).join("."), Number(parts.at(-2)), Number(parts.at(-1))];
}
