import type { Subscription as SnsSubscription } from "@aws-sdk/client-sns";
import type { Clients } from "./client.ts";
import { isMissing } from "./errors.ts";
import { channelOf } from "./names.ts";
import { nameOfArn } from "./queues.ts";

/** Topics by the names that channels have; a topic of another account has its ARN. */
export interface Topics {
  /** Its ARN. */
  find(channel: string): Promise<string | undefined>;
  attributes(arn: string): Promise<Readonly<Record<string, string>>>;
  tags(arn: string): Promise<Readonly<Record<string, string>>>;
  subscription(arn: string, queueArn: string): Promise<SnsSubscription | undefined>;
  subscriptions(arn: string): Promise<readonly SnsSubscription[]>;
  forget(channel: string): void;
}

export function openTopics({ sns, ask }: Clients): Topics {
  const arns = new Map<string, string>();

  async function lookUp(name: string): Promise<string | undefined> {
    let NextToken: string | undefined;
    do {
      const page = await ask("ListTopics", () => sns.listTopics({ ...(NextToken !== undefined && { NextToken }) }));
      for (const { TopicArn } of page.Topics ?? []) if (TopicArn !== undefined) arns.set(nameOfArn(TopicArn), TopicArn);
      NextToken = page.NextToken;
    } while (NextToken !== undefined && !arns.has(name));
    return arns.get(name);
  }

  async function subscriptions(TopicArn: string): Promise<SnsSubscription[]> {
    const found: SnsSubscription[] = [];
    let NextToken: string | undefined;
    do {
      const token = NextToken;
      const page = await ask(`ListSubscriptionsByTopic ${nameOfArn(TopicArn)}`, () =>
        sns.listSubscriptionsByTopic({ TopicArn, ...(token !== undefined && { NextToken: token }) }),
      );
      found.push(...(page.Subscriptions ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return found;
  }

  const topics: Topics = {
    async find(channel) {
      const { name, arn } = channelOf(channel, { kind: "topic" });
      const known = arn ?? arns.get(name);
      if (known === undefined) return lookUp(name);
      try {
        await topics.attributes(known);
        return known;
      } catch (error) {
        if (!isMissing(error)) throw error;
        arns.delete(name);
        return undefined;
      }
    },
    async attributes(TopicArn) {
      return (await ask(`GetTopicAttributes ${nameOfArn(TopicArn)}`, () => sns.getTopicAttributes({ TopicArn }))).Attributes ?? {};
    },
    async tags(ResourceArn) {
      const { Tags = [] } = await ask(`ListTagsForResource ${nameOfArn(ResourceArn)}`, () => sns.listTagsForResource({ ResourceArn }));
      return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    },
    subscriptions,
    async subscription(arn, queueArn) {
      return (await subscriptions(arn)).find(({ Protocol, Endpoint }) => Protocol === "sqs" && Endpoint === queueArn);
    },
    forget: (channel) => void arns.delete(channelOf(channel, { kind: "topic" }).name),
  };
  return topics;
}
