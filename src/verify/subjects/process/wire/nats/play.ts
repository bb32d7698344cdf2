import { natsAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { deadOnes, publishedBy } from "../dead-letters.ts";
import type { Place } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { NatsClient } from "./client.ts";
import { converse, markOf, type Reading } from "./conversation.ts";
import { concrete, placeOf, takes } from "./dialect.ts";
import { createSteering } from "./steering.ts";
import { type Info, type Known, ownStream, streamOf } from "./streams.ts";

/** One play on a NATS server: redeliveries are the server's own, for an acknowledgement that it has not got. */
export function playOnNats(beginning: Beginning, place: Place, client: NatsClient, known: Known): WirePlay {
  const info = (stream: string, consumer: string) => client.api<Info>(`CONSUMER.INFO.${stream}.${consumer}`);
  const reading: Reading = {
    client,
    known,
    place,
    marks: new Map(),
    withheld: new Map(),
    open: new Map(),
    reads: new Map(),
    steering: createSteering(
      () => performance.now(),
      (command) => client.publish(markOf(command), "-NAK"),
    ),
  };
  const carrier: Carrier = createCarrier(beginning, place, { converse: (link, own) => converse(link, own, reading) });
  carrier.onLost(async (unsettled) => {
    // Only now a server (2.9.10) forgets the requests of a connection that ended: one message would go to them, and be lost for its lease.
    await Promise.all([...reading.reads].map(([stream, consumer]) => info(stream, consumer).catch(() => undefined)));
    // It would come again when its wait for an acknowledgement is over: the same, only later.
    for (const handed of unsettled) {
      const mark = reading.marks.get(handed)!;
      reading.open.delete(mark);
      client.publish(mark, "-NAK");
    }
  });

  /** Of several streams that it reads, the one of the channel that its code names. */
  async function subject(): Promise<string> {
    const hint = place.channel;
    const isConcrete = hint !== undefined && !/[*>]/.test(hint);
    const named = isConcrete ? await streamOf(client, hint).catch(() => undefined) : hint;
    const [first] = reading.reads.keys();
    const stream = named !== undefined && reading.reads.has(named) ? named : first;
    if (stream === undefined) throw new Error("The consumer reads no stream yet.");
    const filter = (await info(stream, reading.reads.get(stream)!)).config.filter_subject ?? "";
    const { config } = await client.api<{ config: { subjects: string[] } }>(`STREAM.INFO.${stream}`);
    const pattern = filter === "" ? (config.subjects[0] ?? ">") : filter;
    return isConcrete && takes(pattern, hint) ? hint : concrete(pattern);
  }

  return {
    async address(name) {
      return natsAddress((await carrier.instance(name)).port, place);
    },
    async put(copy, to) {
      if (copy.kind === "redelivery") {
        const [mark, ...others] = reading.withheld.get(copy.event) ?? [];
        if (mark === undefined) throw new Error("This event was not acknowledged before: it cannot come again.");
        const { stream, sequence } = placeOf(mark)!;
        carrier.ledger.put(copy, to, `${stream}.${sequence}`);
        reading.withheld.set(copy.event, others);
        client.publish(mark, "-NAK");
        return;
      }
      const { body, headers } = beginning.messages[copy.event]!;
      const channel = await subject();
      if ((await ownStream(client, known, place, channel)) === undefined) throw new Error(`No stream takes ${channel}.`);
      const put = carrier.ledger.put(copy, to);
      const sending = client.request(channel, body, headers).then((answer) => {
        const { stream, seq, error } = JSON.parse(answer.toString("utf8")) as {
          stream?: string;
          seq?: number;
          error?: { description: string };
        };
        if (error !== undefined) throw new Error(error.description);
        put.place = `${stream}.${seq}`;
      });
      await carrier.putting(sending);
    },
    quiet: (withinMs) =>
      within(withinMs, async () => {
        if (!carrier.ledger.done()) return false;
        const held = [...reading.withheld.values()].reduce((sum, each) => sum + each.length, 0);
        const infos = await Promise.all([...reading.reads].map(([stream, consumer]) => info(stream, consumer)));
        const unsettled = infos.reduce((sum, { num_ack_pending }) => sum + num_ack_pending, 0);
        return infos.every(({ num_pending }) => num_pending === 0) && unsettled <= held;
      }),
    published: async () => publishedBy(carrier, place),
    deadLetters: async () => deadOnes(carrier, place),
    end: () => carrier.end(),
  };
}
