import { channelKey, namesOf } from "../link/names.ts";
import { only } from "../link.ts";
import type { FindingContext } from "../finding-rule.ts";
import type { FactOf } from "../fact.ts";

export type DeclaredChannel = FactOf<"channel">;

/** Queues that the repository declares, with who consumes them and whether they are dead letters themselves. */
export function declaredQueues({ facts, map }: FindingContext) {
  const channels = only(facts, "channel");
  const queues = channels.filter(({ kind, broker }) => kind === "queue" && (broker === "sqs" || broker === "rabbitmq"));
  const targets = new Set([
    ...channels.flatMap(({ deadLetter, broker }) => (deadLetter === undefined ? [] : [channelKey(broker, deadLetter)])),
    ...map.dlq.flatMap(({ channel }) => (channel === null ? [] : [channelKey("sqs", channel), channelKey("rabbitmq", channel)])),
  ]);
  const consumed = new Set(map.consumers.flatMap(({ broker, channel }) => namesOf(channel).map((name) => channelKey(broker, name))));
  const produced = new Set(map.producers.flatMap(({ broker, channel }) => namesOf(channel).map((name) => channelKey(broker, name))));
  const isIn = (set: ReadonlySet<string>, { broker, name, logicalId }: DeclaredChannel) =>
    [name, logicalId].some((word) => word !== undefined && set.has(channelKey(broker, word)));
  return queues.map((queue) => ({
    queue,
    isTarget: isIn(targets, queue),
    /** Its name says that it is a dead letter. */
    looksDead: /dlq|dead[-_.]?letter|(^|[-_.])dlx?($|[-_.])/i.test(`${queue.name} ${queue.logicalId ?? ""}`),
    isConsumed: isIn(consumed, queue),
    isFilled: isIn(produced, queue) || (queue.subscribedTo?.length ?? 0) > 0,
  }));
}

/** Somewhere a consumer of this broker has a channel that did not resolve, so that no absence can be claimed. */
export function hasOpenConsumer({ map }: FindingContext, broker: string): boolean {
  return map.consumers.some((consumer) => consumer.broker === broker && (consumer.channel === null || namesOf(consumer.channel).some((name) => name.includes("${"))));
}

/** Code of some language was not read, so that its producers and consumers are unknown. */
export function hasUnreadCode({ map }: FindingContext): boolean {
  return map.notRead.length > 0;
}
