import { randomUUID } from "node:crypto";
import { sqsAddress } from "../addresses.ts";
import { type Carrier, createCarrier } from "../carrier.ts";
import { publishedBy, watchDead } from "../dead-letters.ts";
import type { Place } from "../place.ts";
import { within } from "../within.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { SqsClient } from "./client.ts";
import { converse, hide, type Reading } from "./conversation.ts";
import { startHttpProxy } from "./proxy.ts";
import type { Names } from "./names.ts";
import type { Queues } from "./queues.ts";
import { createSteering } from "./steering.ts";

/** One play on a server that speaks SQS: redeliveries are the server's own, for a deletion that it has not got. */
export function playOnSqs(
  beginning: Beginning,
  place: Place,
  client: SqsClient,
  { queues, names }: { readonly queues: Queues; readonly names: Names },
): WirePlay {
  const carrier: Carrier = createCarrier(beginning, place, (name, own) =>
    startHttpProxy(
      name,
      { place, names },
      (exchange) => converse(exchange, own, reading),
      (instance, why) => own.strange(instance, why),
    ),
  );
  const reading: Reading = {
    client,
    queues,
    shared: !place.private,
    steering: createSteering(carrier, (queue, receipt) => void hide({ client, queues }, queue, receipt, 0)),
    ...(place.waits && { waiting: new Set<string>() }),
    sources: new Set(),
    open: new Map(),
    withheld: new Map(),
  };
  const dead = new Set<number>();
  carrier.onLost(async (_, instance) => {
    reading.steering.lost(instance);
    for (const [receipt, { handed, queue }] of reading.open) {
      if (handed.instance !== instance) continue;
      reading.open.delete(receipt);
      await hide(reading, queue, receipt, 0);
    }
  });

  function source(): string {
    const sources = [...reading.sources].filter((queue) => !place.isDead(queue) && !place.isRetry(queue));
    const chosen = place.channel !== undefined && sources.includes(place.channel) ? place.channel : sources[0];
    if (chosen === undefined) throw new Error("The consumer reads no queue yet.");
    return chosen;
  }

  // What the server itself moves there (maxReceiveCount) is told by nobody.
  const unwatch = watchDead(carrier, lookForDead);

  async function lookForDead(): Promise<void> {
    for (const queue of await queues.names()) {
      if (!place.isDead(queue) || reading.sources.has(queue)) continue;
      for (const body of await queues.drain(queue)) {
        const event = carrier.ledger.eventOf(Buffer.from(body));
        if (event === undefined || dead.has(event)) continue;
        dead.add(event);
        carrier.ledger.giveUp(event);
        beginning.heard({ what: "dead", event });
      }
    }
  }

  return {
    async address(name) {
      return sqsAddress((await carrier.instance(name)).port, place);
    },
    leaving: (name) => reading.steering.leaving(name),
    gone: (name) => carrier.lost(name),
    async put(copy, to) {
      if (copy.kind === "redelivery") {
        const [kept, ...others] = reading.withheld.get(copy.event) ?? [];
        if (kept === undefined) throw new Error("This event was not acknowledged before: it cannot come again.");
        reading.withheld.set(copy.event, others);
        carrier.ledger.put(copy, to, kept.id);
        return hide(reading, kept.queue, kept.receipt, 0);
      }
      const queue = source();
      const { key, headers, body } = beginning.messages[copy.event]!;
      const QueueUrl = await queues.ensure(queue);
      const put = carrier.ledger.put(copy, to);
      const named = Object.entries(headers).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]);
      const sending = client
        .call<{ MessageId: string }>("SendMessage", {
          QueueUrl,
          MessageBody: Buffer.from(body).toString("utf8"),
          ...(named.length > 0 && { MessageAttributes: Object.fromEntries(named) }),
          ...(queue.endsWith(".fifo") && { MessageGroupId: key === "" ? "all" : key, MessageDeduplicationId: randomUUID() }),
        })
        .then(({ MessageId }) => void (put.place = MessageId));
      await carrier.putting(sending);
    },
    quiet: (withinMs) => within(withinMs, async () => carrier.ledger.done()),
    published: async () => publishedBy(carrier, place),
    async deadLetters() {
      await lookForDead();
      return [...dead].sort((a, b) => a - b);
    },
    async end() {
      unwatch();
      await carrier.end();
    },
  };
}
