import type { Resource } from "../../model/delivery.ts";

/** How a queue is read is set on the queue itself: one thing here, in the order in which they are made. */
export function settledQueues(resources: readonly Resource[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const resource of resources.filter(({ id }) => /^sqs:(queue|reader):/.test(id))) {
    const known = found.get(resource.name);
    found.set(resource.name, { ...resource, ...known, config: { ...known?.config, ...resource.config } });
  }
  return [...found.values()];
}

export function listOf(setting: Resource["config"][string] | undefined): string[] {
  return typeof setting === "string" && setting !== "" ? setting.split(",") : [];
}

/** Topic and queue of a subscription. */
export function endsOf(name: string): { topic: string; queue: string } {
  const slash = name.lastIndexOf("/");
  return { topic: topicName(name.slice(0, slash)), queue: name.slice(slash + 1) };
}

/** `sns:orders` is the topic `orders`. An ARN stays one. */
export function topicName(channel: string): string {
  return channel.replace(/^sns:/, "");
}
