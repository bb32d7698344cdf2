import type { Configuration, Resource } from "../../model/delivery.ts";
import type { Features, Reader, Redelivery, Topology, Wanted } from "../broker.ts";

const words: Record<Redelivery, Features["words"]> = {
  rewind: { channel: "topic", position: "offset" },
  requeue: { channel: "queue", position: "message-id" },
  visibility: { channel: "queue", position: "message-id" },
  "ack-wait": { channel: "subject", position: "seq" },
};

/** What the embedded broker does in each of its four behaviours. */
export function featuresOf(redelivery: Redelivery): Features {
  return {
    redelivery,
    delays: redelivery === "visibility" || redelivery === "ack-wait" ? "nack" : "channel",
    counts: redelivery !== "rewind",
    guards: redelivery !== "rewind",
    peeks: true,
    words: words[redelivery],
  };
}

/** Deliveries beyond the ladder until the broker itself takes a message away from a consumer that keeps crashing on it. */
const guardBeyondLadder = 4;

/** `orders.billing.retry.1s`: the names belong to the consumer, so that two groups that fail one event share no ladder. */
export function rungName(channel: string, group: string, waitMs: number): string {
  return `${channel}.${group}.retry.${waitMs % 1000 === 0 ? `${waitMs / 1000}s` : `${waitMs}ms`}`;
}

/**
 * Where a message waits in a channel for each rung, the rung gives it back to this group alone; where the broker delays it in
 * place (and always where later events of its key wait for it), there are no such channels.
 */
export function topologyOf(redelivery: Redelivery, { channel, group, retry, deadLetter: declared }: Wanted): Topology {
  const deadLetter = declared ?? `${channel}.${group}.dlq`;
  const { delays, guards } = featuresOf(redelivery);
  const inPlace = delays === "nack" || retry.ordering === "key";
  const rungs: Reader["rungs"] = retry.rungsMs.map((waitMs) => ({
    waitMs,
    ...(!inPlace && { channel: rungName(channel, group, waitMs) }),
  }));
  const leased = redelivery === "visibility" || redelivery === "ack-wait";
  return {
    reader: { channel, group, rungs, deadLetter },
    resources: [
      resource("channel", "dead-letter", deadLetter, {}),
      ...rungs.flatMap((rung) =>
        rung.channel === undefined
          ? []
          : resource("channel", "rung", rung.channel, { delayMs: rung.waitMs, returnsTo: channel, returnsToGroup: group }),
      ),
      resource("channel", "source", channel, {}),
      resource("group", "consumer", `${channel}/${group}`, {
        redelivery,
        ordering: retry.ordering,
        deadLetter,
        ...(leased && { leaseMs: retry.handlerTimeoutMs }),
        ...(guards && { maxDeliveries: retry.rungsMs.length + 1 + guardBeyondLadder }),
      }),
    ],
  };
}

function resource(kind: "channel" | "group", role: Resource["role"], name: string, config: Configuration): Resource {
  return { id: `embedded:${kind}:${name}`, role, kind, name, config, immutable: ["redelivery", "delayMs"], atLeast: [] };
}

/** Channel and group of a resource. A group's name holds no slash; a channel's may. */
export function placeOf({ kind, name }: Pick<Resource, "kind" | "name">): { channel: string; group?: string } {
  if (kind === "channel") return { channel: name };
  const slash = name.lastIndexOf("/");
  return { channel: name.slice(0, slash), group: name.slice(slash + 1) };
}
