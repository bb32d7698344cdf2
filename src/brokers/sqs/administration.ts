import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { channelOf } from "./names.ts";
import { queueResources } from "./queue-resources.ts";
import { factsOf, type Queues, redriveOf } from "./queues.ts";
import { readerResources } from "./reader-resources.ts";
import { subscriptionResources, topicResources } from "./topic-resources.ts";
import type { Topics } from "./topics.ts";

/** Calls side by side: AWS puts off who asks faster. */
const atOnce = 8;

/** What a plan needs, by the kind of resource. */
export function administer(clients: Clients, queues: Queues, topics: Topics) {
  const kinds = {
    queue: queueResources(clients, queues),
    reader: readerResources(clients, queues),
    topic: topicResources(clients, topics),
    subscription: subscriptionResources(clients, topics, queues),
  };
  const kindOf = ({ kind }: Resource) => kinds[kind as keyof typeof kinds];

  return {
    observe: async (resources: readonly Resource[]): Promise<Observed[]> => {
      const found: (Observed | undefined)[] = Array.from({ length: resources.length });
      const waiting = resources.entries();
      const lane = async () => {
        for (const [index, resource] of waiting) found[index] = await kindOf(resource).observe(resource);
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
      return found.flatMap((each) => each ?? []);
    },
    create: (resource: Resource, mark: string) => kindOf(resource).create(resource, mark),
    update: (resource: Resource, config: Configuration) => kindOf(resource).update(resource, config),
    remove: (resource: Resource, mark: string, full = false) => kindOf(resource).remove(resource, mark, full),
    /** A bare name is a queue if there is one, else a topic. */
    describe: async (channel: string): Promise<Configuration | undefined> => {
      const { kind, name } = channelOf(channel);
      const attributes = kind === "queue" ? await queues.find(name) : undefined;
      if (attributes) {
        const { fifo, retention } = factsOf(name, attributes);
        const redrive = redriveOf(attributes);
        const VisibilityTimeout = Number(attributes.VisibilityTimeout);
        return { kind: "queue", FifoQueue: fifo, MessageRetentionPeriod: retention, VisibilityTimeout, ...redrive };
      }
      const arn = await topics.find(channel);
      return arn === undefined ? undefined : { kind: "topic", FifoTopic: name.endsWith(".fifo") };
    },
  };
}
