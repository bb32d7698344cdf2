import { randomUUID } from "node:crypto";
import { ToolError } from "../../tool.ts";
import type { Message } from "../broker.ts";
import type { Clients } from "./client.ts";
import { encode } from "./codec.ts";
import { isMissing } from "./errors.ts";
import { channelOf } from "./names.ts";
import { notThere, type Queues } from "./queues.ts";
import type { Topics } from "./topics.ts";

export interface Sender {
  toQueue(name: string, message: Message): Promise<void>;
  toChannel(channel: string, message: Message): Promise<void>;
}

/** A group of its own for what has no key: it waits for nobody, and nobody for it. Each send is another message. */
function fifoPlace(name: string, key: string | undefined): { MessageGroupId?: string; MessageDeduplicationId?: string } {
  if (!name.endsWith(".fifo")) return {};
  const id = randomUUID();
  return { MessageGroupId: key === undefined || !/^[!-~]{1,128}$/.test(key) ? groupOf(key, id) : key, MessageDeduplicationId: id };
}

/** Group ids are at most 128 letters of ASCII: other keys become one that is the same for equal keys. */
function groupOf(key: string | undefined, id: string): string {
  return key === undefined || key === "" ? id : `k-${Buffer.from(key).toString("base64url").slice(0, 120)}`;
}

export function openSender({ sqs, sns, ask }: Clients, queues: Queues, topics: Topics): Sender {
  async function toQueue(name: string, message: Message): Promise<void> {
    const { body, attributes, key } = encode(message);
    const QueueUrl = await queues.url(name);
    try {
      await ask(`SendMessage ${name}`, () =>
        sqs.sendMessage({ QueueUrl, MessageBody: body, MessageAttributes: attributes, ...fifoPlace(name, key) }),
      );
    } catch (error) {
      if (isMissing(error)) queues.forget(name);
      throw error;
    }
  }

  async function toTopic(channel: string, message: Message): Promise<void> {
    const arn = await topics.find(channel);
    if (arn === undefined) throw notThere(channel);
    const { body, attributes, key } = encode(message);
    await ask(`Publish ${channel}`, () =>
      sns.publish({ TopicArn: arn, Message: body, MessageAttributes: attributes, ...fifoPlace(arn, key) }),
    );
  }

  return {
    toQueue,
    async toChannel(channel, message) {
      if (channelOf(channel).kind === "topic") return toTopic(channel, message);
      try {
        await toQueue(channelOf(channel).name, message);
      } catch (error) {
        if (!(error instanceof ToolError) || error.code !== "NOT_FOUND" || (await topics.find(channel)) === undefined) throw error;
        await toTopic(channel, message);
      }
    },
  };
}
