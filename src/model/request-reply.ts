import type { Consumer, Producer, SystemMap } from "./system.ts";

type Sighting = Producer | Consumer;

/**
 * Request and reply is a call in another dress, no event: it needs no schema, no envelope, no dead letter. A handler that can
 * answer counts as one unless somebody sends it events; on Kafka, where a raw client sends no reply topic, only where a caller
 * that waits is seen.
 */
export function isRequestReply(entry: Sighting, map: Pick<SystemMap, "producers">): boolean {
  if (entry.replies !== true) return false;
  if (!("dlq" in entry)) return true;
  const senders = map.producers.filter((producer) => producer.broker === entry.broker && meet(producer, entry));
  if (senders.some(({ replies }) => replies !== true)) return false;
  return entry.broker !== "kafka" || senders.length > 0;
}

/** Do both name the same pattern? By event name where both have one, else by channel. */
function meet(a: Sighting, b: Sighting): boolean {
  const [mine, theirs] = [names(a), names(b)];
  if (mine.length > 0 && theirs.length > 0) return mine.some((name) => theirs.includes(name));
  const channels = a.channel === null ? [] : [a.channel].flat();
  return b.channel !== null && [b.channel].flat().some((channel) => channels.includes(channel));
}

function names({ eventType, eventTypes }: Sighting): string[] {
  return eventTypes ?? (eventType === undefined ? [] : [eventType]);
}
