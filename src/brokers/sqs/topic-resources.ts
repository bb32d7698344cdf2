import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { channelOf } from "./names.ts";
import { marks, refuseOther } from "./queue-resources.ts";
import { nameOfArn, notThere, objectIn, type Queues } from "./queues.ts";
import { type Topics } from "./topics.ts";
import { refuse } from "./rules.ts";

/** A topic, which keeps nothing itself. */
export function topicResources({ sns, ask }: Clients, topics: Topics) {
  return {
    async observe({ id, name }: Resource): Promise<Observed | undefined> {
      const arn = await topics.find(name);
      if (arn === undefined) return undefined;
      const { FifoTopic } = await topics.attributes(arn);
      const mark = (await topics.tags(arn))[marks.queue];
      return { id, config: FifoTopic === "true" ? { FifoTopic: true } : {}, ...(mark !== undefined && { mark }) };
    },
    async create({ name: channel, config }: Resource, mark: string): Promise<void> {
      if ((await topics.find(channel)) !== undefined) return;
      const { name, arn } = channelOf(channel, { kind: "topic" });
      if (arn !== undefined) throw notThere(arn);
      const Attributes = config["FifoTopic"] === true ? { FifoTopic: "true" } : {};
      await ask(`CreateTopic ${name}`, () => sns.createTopic({ Name: name, Attributes, Tags: [{ Key: marks.queue, Value: mark }] }));
    },
    async update(): Promise<void> {},
    async remove({ name }: Resource, mark: string): Promise<boolean> {
      const arn = await topics.find(name);
      if (arn === undefined || (await topics.tags(arn))[marks.queue] !== mark) return false;
      if ((await topics.subscriptions(arn)).length > 0) return false;
      await ask(`DeleteTopic ${nameOfArn(arn)}`, () => sns.deleteTopic({ TopicArn: arn }));
      topics.forget(name);
      return true;
    },
  };
}

/** What carries a topic's messages to one queue, with a dead letter of its own for what cannot be delivered. */
export function subscriptionResources({ sns, sqs, ask }: Clients, topics: Topics, queues: Queues) {
  async function find({ name }: Resource): Promise<{ arn: string; config: Configuration } | undefined> {
    const { channel, queue } = endsOf(name);
    const [topicArn, attributes] = [await topics.find(channel), await queues.find(queue)];
    const found = topicArn && attributes ? await topics.subscription(topicArn, attributes.QueueArn!) : undefined;
    const arn = found?.SubscriptionArn;
    if (arn === undefined) return undefined;
    const { Attributes = {} } = await ask(`GetSubscriptionAttributes ${queue}`, () =>
      sns.getSubscriptionAttributes({ SubscriptionArn: arn }),
    );
    const target = objectIn(Attributes["RedrivePolicy"])?.["deadLetterTargetArn"];
    return {
      arn,
      config: {
        RawMessageDelivery: Attributes["RawMessageDelivery"] === "true",
        ...(typeof target === "string" && { deadLetter: nameOfArn(target) }),
      },
    };
  }

  /** Refused where the second dead letter is not there: SNS takes a missing one and throws messages away. */
  async function settings({ id, name }: Resource, config: Configuration): Promise<Record<string, string>> {
    const { queue } = endsOf(name);
    const deadLetter = config["deadLetter"];
    if (typeof deadLetter !== "string") return { RawMessageDelivery: String(config["RawMessageDelivery"] === true), RedrivePolicy: "" };
    const target = await queues.find(deadLetter);
    refuse(id, [
      ...(target === undefined ? [{ rule: "DEAD_LETTER_MISSING", message: `The dead letter ${deadLetter} is not there` }] : []),
      ...(queue.endsWith(".fifo") === deadLetter.endsWith(".fifo")
        ? []
        : [{ rule: "DEAD_LETTER_TYPE", message: `${queue} and ${deadLetter} must both be FIFO, or both not` }]),
    ]);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: target!.QueueArn });
    return { RawMessageDelivery: String(config["RawMessageDelivery"] === true), RedrivePolicy };
  }

  return {
    async observe(resource: Resource): Promise<Observed | undefined> {
      const found = await find(resource);
      if (found === undefined) return undefined;
      const mark = (await queues.tags(endsOf(resource.name).queue))[marks.subscription];
      return { id: resource.id, config: found.config, ...(mark !== undefined && { mark }) };
    },
    async create(resource: Resource, mark: string): Promise<void> {
      const found = await find(resource);
      if (found) return refuseOther(resource, found.config);
      const { channel, queue } = endsOf(resource.name);
      const [topicArn, attributes] = [await topics.find(channel), await queues.find(queue)];
      if (topicArn === undefined || attributes === undefined) throw notThere(topicArn === undefined ? channel : queue);
      const Attributes = await settings(resource, resource.config);
      const QueueUrl = await queues.url(queue);
      await ask(`TagQueue ${queue}`, () => sqs.tagQueue({ QueueUrl, Tags: { [marks.subscription]: mark } }));
      await ask(`Subscribe ${queue}`, () =>
        sns.subscribe({ TopicArn: topicArn, Protocol: "sqs", Endpoint: attributes.QueueArn, Attributes, ReturnSubscriptionArn: true }),
      );
    },
    async update(resource: Resource, config: Configuration): Promise<void> {
      const found = await find(resource);
      if (found === undefined) throw notThere(resource.id);
      for (const [AttributeName, AttributeValue] of Object.entries(await settings(resource, config)))
        await ask(`SetSubscriptionAttributes ${AttributeName}`, () =>
          sns.setSubscriptionAttributes({ SubscriptionArn: found.arn, AttributeName, AttributeValue }),
        );
    },
    async remove(resource: Resource, mark: string): Promise<boolean> {
      const found = await find(resource);
      const { queue } = endsOf(resource.name);
      if (found === undefined || (await queues.tags(queue))[marks.subscription] !== mark) return false;
      await ask(`Unsubscribe ${queue}`, () => sns.unsubscribe({ SubscriptionArn: found.arn }));
      const QueueUrl = await queues.url(queue);
      await ask(`UntagQueue ${queue}`, () => sqs.untagQueue({ QueueUrl, TagKeys: [marks.subscription] }));
      return true;
    },
  };
}

function endsOf(name: string): { channel: string; queue: string } {
  const slash = name.lastIndexOf("/");
  return { channel: name.slice(0, slash), queue: name.slice(slash + 1) };
}
