import type { ChannelIndex, DeclaredChannel } from "./channel-index.ts";

const maxHops = 8;

/**
 * In a retry ladder (queue, then a queue in which its failures wait, then the queue again) nothing ends: no queue of that circle
 * is a dead letter of another. Undefined where the failures of a queue never come back to it; else where they wait.
 */
export function waitingQueue(queue: DeclaredChannel, channels: ChannelIndex): DeclaredChannel | undefined {
  let waiting: DeclaredChannel | undefined;
  let at = queue;
  for (let hop = 0; hop < maxHops; hop++) {
    const [next, ...others] = at.deadLetter === undefined ? [] : targets(at, channels);
    if (next === undefined || others.length > 0) return undefined;
    if (next === queue) return waiting ?? queue;
    waiting ??= next;
    at = next;
  }
  return undefined;
}

/** The queue of that name, or the only one that is bound to an exchange of that name. */
function targets({ broker, deadLetter, file }: DeclaredChannel, channels: ChannelIndex): readonly DeclaredChannel[] {
  const named = channels.nearest(broker, deadLetter!, file);
  const queues = named.filter(({ kind }) => kind === "queue");
  return queues.length > 0 ? queues : channels.boundTo(broker, deadLetter!);
}
