import type { Carrier } from "../carrier.ts";
import type { Handed, Sent } from "../wire.ts";
import { type Call, callOf, doneAnswer, receivedIn } from "./calls.ts";
import type { SqsClient } from "./client.ts";
import type { Answer, Exchange } from "./proxy.ts";
import type { Queues } from "./queues.ts";
import { keepApart } from "./shared.ts";
import type { Steering } from "./steering.ts";

/** What the requests of a play find out, and share. */
export interface Reading {
  readonly client: SqsClient;
  readonly queues: Queues;
  /** The server is one that others use. */
  readonly shared: boolean;
  readonly steering: Steering;
  /** Undefined: no message waits longer than a run can. Else those that the consumer lets wait, by receipt. */
  readonly waiting?: Set<string>;
  /** What the consumer receives from. */
  readonly sources: Set<string>;
  readonly open: Map<string, { readonly handed: Handed; readonly queue: string; readonly id: string }>;
  /** Deletions that the server never gets, by event. */
  readonly withheld: Map<number, { readonly receipt: string; readonly queue: string; readonly id: string }[]>;
}

/** Longer than any play. */
const hiddenSeconds = 3600;
/** A consumer that asked for more has let go of what it did not delete: it would come again when its visibility timeout is over. */
export const letGoMs = 3000;

/** One request of the consumer to SQS or SNS. */
export async function converse(exchange: Exchange, carrier: Carrier, reading: Reading): Promise<void> {
  const call = callOf(exchange.target, exchange.body);
  const { channel } = call ?? {};
  const pass = async () => {
    const answer = await exchange.ask();
    exchange.answer(answer);
    return answer;
  };
  if (reading.shared) await keepApart(call, exchange.body, reading.queues);
  if (call === undefined || call.service === "other") {
    const what = exchange.target ?? call?.action ?? "no action of theirs";
    carrier.strange(exchange.link.instance, `It asks for something else than SQS and SNS (${what}): nobody looks at what is kept there.`);
    return void (await pass());
  }
  switch (call.action) {
    case "GetQueueUrl":
      if (channel !== undefined) await reading.queues.ensure(channel);
      return void (await pass());
    case "ReceiveMessage":
      return receive(exchange, carrier, reading, call);
    case "DeleteMessage":
    case "DeleteMessageBatch":
      return remove(exchange, carrier, reading, call);
    case "ChangeMessageVisibility":
    case "ChangeMessageVisibilityBatch": {
      const again = call.entries.flatMap(({ receipt = "", visibility }) =>
        visibility === 0 ? (reading.open.get(receipt)?.handed ?? []) : [],
      );
      for (const { receipt, visibility = 0 } of call.entries) if (receipt !== undefined && visibility > 0) reading.waiting?.add(receipt);
      return void (await carrier.settling(exchange.link, again, "nack", async () => isDone(await pass())));
    }
    case "SendMessage":
    case "SendMessageBatch":
      await reading.queues.ensure(channel ?? "");
      return send(exchange, carrier, call, pass);
    case "Publish":
    case "PublishBatch":
      await reading.queues.ensureTopic(channel ?? "");
      return send(exchange, carrier, call, pass);
    default:
      return void (await pass());
  }
}

async function receive(
  { link, ask, answer: reply }: Exchange,
  carrier: Carrier,
  reading: Reading,
  { channel = "", protocol }: Call,
): Promise<void> {
  const { instance } = link;
  await reading.queues.ensure(channel);
  reading.sources.add(channel);
  const before = [...reading.open].filter(([, { handed }]) => handed.instance === instance.name);
  carrier.ready(link);
  const asked = setTimeout(() => void letGo(), letGoMs);
  const letGo = async () => {
    for (const [receipt, { handed, queue }] of before) {
      if (reading.open.get(receipt)?.handed !== handed || reading.waiting?.has(receipt)) continue;
      reading.open.delete(receipt);
      await hide(reading, queue, receipt, 0);
    }
  };
  asked.unref();
  const answer = await reading.steering.receive({ link, queue: channel, protocol, ask });
  const messages = receivedIn(protocol, answer);
  // Its process is gone, or will be: what it was to get is for the next one.
  if (instance.state !== "open" || !instance.links.has(link)) {
    for (const { receipt } of messages) await hide(reading, channel, receipt, 0);
    return;
  }
  for (const { id, receipt, body } of messages) {
    const handed = carrier.hand(instance, { body: Buffer.from(body), redelivered: false, place: id });
    if (handed !== undefined) reading.open.set(receipt, { handed, queue: channel, id });
  }
  reply(answer);
}

async function remove({ link, ask, answer: reply }: Exchange, carrier: Carrier, reading: Reading, call: Call): Promise<void> {
  const receipts = call.entries.map(({ receipt = "" }) => receipt);
  const known = receipts.flatMap((receipt) => reading.open.get(receipt) ?? []);
  const kept = new Set(receipts.filter((receipt) => carrier.beginning.comeAgain.has(reading.open.get(receipt)?.handed.event ?? -1)));
  const handed = known.map((each) => each.handed);
  await carrier.settling(link, handed, "ack", async () => {
    for (const receipt of kept) {
      const { handed: of, queue, id } = reading.open.get(receipt)!;
      reading.withheld.set(of.event, [...(reading.withheld.get(of.event) ?? []), { receipt, queue, id }]);
      await hide(reading, queue, receipt, hiddenSeconds);
    }
    const QueueUrl = kept.size === 0 ? "" : await reading.queues.ensure(call.channel ?? "");
    if (kept.size > 0)
      for (const receipt of receipts)
        if (!kept.has(receipt)) await reading.client.call("DeleteMessage", { QueueUrl, ReceiptHandle: receipt });
    const { type, body } = doneAnswer(call);
    const answer: Answer = kept.size === 0 ? await ask() : { status: 200, headers: { "content-type": type }, body };
    for (const receipt of receipts) reading.open.delete(receipt);
    reply(answer);
    return isDone(answer);
  });
}

async function send({ link, answer }: Exchange, carrier: Carrier, call: Call, pass: () => Promise<Answer>): Promise<void> {
  const all = call.entries.map(({ body = "", attributes, group }): Sent => {
    const key = group === undefined ? {} : { key: group };
    return { instance: link.instance.name, channel: call.channel ?? "", ...key, headers: attributes, body: Buffer.from(body) };
  });
  const refuse = () =>
    answer({
      status: 500,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify({ __type: "com.amazonaws.sqs#InternalFailure", message: "refused" }),
    });
  const from = async (at: number): Promise<unknown> => {
    const next = all[at];
    if (next === undefined) return isDone(await pass());
    return carrier.publishing(link, next, () => from(at + 1), refuse);
  };
  await from(0);
}

export async function hide(
  { client, queues }: Pick<Reading, "client" | "queues">,
  queue: string,
  receipt: string,
  seconds: number,
): Promise<void> {
  const QueueUrl = await queues.ensure(queue);
  await client.call("ChangeMessageVisibility", { QueueUrl, ReceiptHandle: receipt, VisibilityTimeout: seconds }).catch(() => undefined);
}

function isDone({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
