import type { FindingContext } from "../finding-rule.ts";
import { type DeclaredChannel, indexChannels } from "../link/channel-index.ts";
import { waitingQueue } from "../link/circles.ts";
import { namesOf } from "../link/names.ts";
import { only } from "../link.ts";

/** Queues that the repository declares, with who consumes them and whether they are dead letters themselves. */
export function declaredQueues({ facts, map }: FindingContext) {
  const channels = only(facts, "channel");
  const index = indexChannels(channels);
  // Where stacks declare the same name, a reference counts for all of them: then nothing is claimed that may be wrong.
  const named = (places: readonly { broker: DeclaredChannel["broker"]; channel: string | string[] | null }[]) =>
    new Set(places.flatMap(({ broker, channel }) => namesOf(channel).flatMap((name) => index.all(broker, name))));
  const targets = named([
    ...channels.flatMap((channel) =>
      channel.deadLetter === undefined || waitingQueue(channel, index) !== undefined
        ? []
        : [{ broker: channel.broker, channel: channel.deadLetter }],
    ),
    ...map.dlq.flatMap(({ channel }) => (["sqs", "rabbitmq"] as const).map((broker) => ({ broker, channel }))),
  ]);
  const consumed = named(map.consumers);
  const produced = named(map.producers);
  return channels
    .filter(({ kind, broker }) => kind === "queue" && (broker === "sqs" || broker === "rabbitmq"))
    .map((queue) => ({
      queue,
      /** Whoever names it elsewhere cannot be joined to it. */
      isOpen: queue.openName === true || queue.name.includes("${"),
      isTarget: targets.has(queue),
      /** Its name says that it is a dead letter. */
      looksDead: looksDead(`${queue.name} ${queue.logicalId ?? ""}`),
      isConsumed: consumed.has(queue),
      isFilled: produced.has(queue) || (queue.subscribedTo?.length ?? 0) > 0,
    }));
}

/** Somewhere a consumer of this broker has a channel that did not resolve, so that no absence can be claimed. */
export function hasOpenConsumer({ map }: FindingContext, broker: string): boolean {
  return map.consumers.some(
    (consumer) =>
      consumer.broker === broker && (consumer.channel === null || namesOf(consumer.channel).some((name) => name.includes("${"))),
  );
}

/** Code of some language or client was not read, so that its producers and consumers are unknown. */
export function hasUnreadCode({ map }: FindingContext): boolean {
  return map.notRead.length + map.unreadClients.length > 0;
}

/** A name that says dead letter. */
export function looksDead(name: string): boolean {
  return /dlq|dead[-_.]?letter|(^|[-_.\s])dl[xq]?($|[-_.\s])/i.test(name);
}
