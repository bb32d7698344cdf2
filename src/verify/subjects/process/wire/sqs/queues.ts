import { SqsError, type SqsClient } from "./client.ts";
import type { Place } from "../place.ts";
import { isLeftOver, type Names } from "./names.ts";
import { xmlText } from "./xml.ts";

/** A queue as it was found, to be made again as it was. */
export interface Template {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Queues of a server, between plays. */
export interface Queues {
  /** Where it is; made where it is not there. */
  ensure(name: string): Promise<string>;
  /** The consumer is about to make it itself. */
  claim(name: string): void;
  ensureTopic(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
  drain(name: string): Promise<readonly string[]>;
  /** All empty: as they were found, or gone. */
  reset(): Promise<void>;
  /** What killed runs left behind on a server that others use. */
  sweep(nowMs: number): Promise<void>;
}

const settable = new Set([
  "DelaySeconds",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "VisibilityTimeout",
  "RedrivePolicy",
  "RedriveAllowPolicy",
  "FifoQueue",
  "ContentBasedDeduplication",
]);

export async function queuesOf(client: SqsClient, place: Pick<Place, "private">, own: Names): Promise<Queues> {
  const urls = new Map<string, string>();
  /** The address of what was made here. */
  const topics = new Map<string, string | undefined>();
  const claimed = new Set<string>();
  const found = place.private ? await templates() : [];

  async function list(): Promise<string[]> {
    return (await client.call<{ QueueUrls?: string[] | null }>("ListQueues", { MaxResults: 1000 })).QueueUrls ?? [];
  }
  async function attributesOf(QueueUrl: string): Promise<Record<string, string>> {
    const ask = { QueueUrl, AttributeNames: ["All"] };
    const { Attributes } = await client.call<{ Attributes?: Record<string, string> | null }>("GetQueueAttributes", ask);
    return Object.fromEntries(Object.entries(Attributes ?? {}).filter(([name]) => settable.has(name)));
  }
  async function templates(): Promise<Template[]> {
    const all: Template[] = [];
    for (const url of await list()) all.push({ name: nameOf(url), attributes: await attributesOf(url) });
    // A queue that names another one as its dead letter comes after it.
    return all.sort((a, b) => Number("RedrivePolicy" in a.attributes) - Number("RedrivePolicy" in b.attributes));
  }
  async function make({ name, attributes }: Template): Promise<string> {
    const Attributes = name.endsWith(".fifo") ? { FifoQueue: "true", ...attributes } : attributes;
    const { QueueUrl } = await client.call<{ QueueUrl: string }>("CreateQueue", { QueueName: own.onServer(name), Attributes });
    urls.set(name, QueueUrl);
    return QueueUrl;
  }

  /** Set as the queue of that name is which others have: it is only looked at. */
  async function likeTheirs(name: string): Promise<Record<string, string>> {
    const url = place.private ? undefined : await findUrl(name);
    if (url === undefined) return {};
    const { RedriveAllowPolicy: _allowed, RedrivePolicy = "", ...more } = await attributesOf(url);
    const [, before = "", dead] = /"(arn:[\w-]{1,20}:sqs:[\w-]{0,40}:\w{0,20}:)([\w.-]{1,80})"/.exec(RedrivePolicy) ?? [];
    if (dead === undefined || copied.has(name)) return more;
    copied.add(name);
    await queues.ensure(dead);
    return { ...more, RedrivePolicy: RedrivePolicy.replace(`${before}${dead}`, `${before}${own.onServer(dead)}`) };
  }
  const copied = new Set<string>();

  async function findUrl(name: string): Promise<string | undefined> {
    try {
      return (await client.call<{ QueueUrl: string }>("GetQueueUrl", { QueueName: name })).QueueUrl;
    } catch (error) {
      if (error instanceof SqsError && error.missing) return undefined;
      throw error;
    }
  }
  async function isTopic(name: string): Promise<boolean> {
    for (let page: string | undefined = ""; page !== undefined;) {
      const answer = await client.sns("ListTopics", page === "" ? {} : { NextToken: page });
      if (answer.includes(`:${name}<`)) return true;
      const next = xmlText(answer, "NextToken");
      page = next === "" || next === page ? undefined : next;
    }
    return false;
  }

  const queues: Queues = {
    async ensure(name) {
      const known = urls.get(name);
      if (known !== undefined) return known;
      const QueueUrl = await findUrl(own.onServer(name));
      if (QueueUrl === undefined) return make({ name, attributes: await likeTheirs(name) });
      urls.set(name, QueueUrl);
      return QueueUrl;
    },
    claim: (name) => void claimed.add(name),
    async ensureTopic(name) {
      if (topics.has(name)) return;
      const isThere = await isTopic(own.onServer(name));
      const fifo = name.endsWith(".fifo") ? { "Attributes.entry.1.key": "FifoTopic", "Attributes.entry.1.value": "true" } : {};
      const answer = await client.sns("CreateTopic", { Name: own.onServer(name), ...fifo });
      topics.set(name, isThere ? undefined : xmlText(answer, "TopicArn"));
    },
    names: async () => (place.private ? (await list()).map(nameOf) : [...urls.keys()]),
    async drain(name) {
      const QueueUrl = await queues.ensure(name);
      const bodies: string[] = [];
      for (;;) {
        const ask = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
        const { Messages } = await client.call<{ Messages?: { Body: string; ReceiptHandle: string }[] | null }>("ReceiveMessage", ask);
        for (const { Body, ReceiptHandle } of Messages ?? []) {
          bodies.push(Body);
          await client.call("DeleteMessage", { QueueUrl, ReceiptHandle });
        }
        if ((Messages ?? []).length === 0) return bodies;
      }
    },
    async reset() {
      const made = [...claimed].filter((name) => !urls.has(name));
      for (const name of made) await findUrl(own.onServer(name)).then((url) => url !== undefined && urls.set(name, url));
      claimed.clear();
      copied.clear();
      const mine = place.private ? await list() : [...urls.values()];
      for (const QueueUrl of mine) await client.call("DeleteQueue", { QueueUrl }).catch(() => undefined);
      for (const TopicArn of topics.values())
        if (TopicArn !== undefined) await client.sns("DeleteTopic", { TopicArn }).catch(() => undefined);
      topics.clear();
      urls.clear();
      for (const template of found) await make(template);
    },
    async sweep(nowMs) {
      for (const QueueUrl of await list()) if (isLeftOver(nameOf(QueueUrl), nowMs)) await client.call("DeleteQueue", { QueueUrl });
    },
  };
  return queues;
}

function nameOf(url: string): string {
  return url.split("/").at(-1) ?? url;
}
