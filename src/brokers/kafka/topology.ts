import { createHash } from "node:crypto";
import type { Configuration, Resource, Setting } from "../../model/delivery.ts";
import type { Features, Reader, Topology, Wanted } from "../broker.ts";

export const features: Features = {
  redelivery: "rewind",
  delays: "channel",
  counts: false,
  peeks: true,
  guards: false,
  words: { channel: "topic", position: "offset" },
};

const dayMs = 24 * 60 * 60 * 1000;
/** A dead letter waits for people at least so long. */
const deadLetterMs = 14 * dayMs;
/** What waits for another attempt outlives a consumer that stands still for a week. */
const rungMs = 7 * dayMs;
/** Kafka's -1: neither time nor size ends it. A number that is more than any other. */
export const forever = Number.MAX_SAFE_INTEGER;
/** https://kafka.apache.org/documentation/#topicconfigs_max.message.bytes */
const defaultMaxBytes = 1_048_588;
/** Headers that a failure adds: a text of 1 KB, a stack of 4 KB, the rest. */
const headerBytes = 16_384;

/**
 * Topics that belong to one group: an entry that nobody else reads (`sendTo`: its records do not wait), one for each wait, and a
 * dead letter. A record there says in `gm-due` (epoch milliseconds) when it may be handled. The same group reads source, entry and
 * rungs. Where order by key must be kept there are no rungs: the group stands still in place, for its partition waits.
 */
export function topologyOf({ channel, group, retry, source = {}, deadLetter: declared }: Wanted): Topology {
  const inPlace = retry.ordering === "key";
  const rungs: Reader["rungs"] = retry.rungsMs.map((waitMs) => ({
    waitMs,
    ...(!inPlace && { channel: ownName(channel, group, `retry.${span(waitMs)}`) }),
  }));
  const reader: Reader = { channel, group, rungs, deadLetter: declared ?? ownName(channel, group, "dlq") };
  const like = copied(source);
  return {
    reader,
    resources: [
      topic("dead-letter", reader.deadLetter, {
        ...like,
        "retention.ms": Math.max(deadLetterMs, numberOf(source["retention.ms"])),
        "retention.bytes": forever,
      }),
      ...[entryOf(reader), ...rungs.flatMap((rung) => rung.channel ?? [])].map((name) =>
        topic("rung", name, { ...like, "retention.ms": Math.max(rungMs, numberOf(source["retention.ms"])) }),
      ),
      topic("source", channel, {}),
      { ...resource("group", "consumer", `${channel}/${group}`, {}), immutable: [] },
    ],
  };
}

/** The topic through which one group alone is reached: `orders.billing.retry.0s`. */
export function entryOf({ channel, group }: Pick<Reader, "channel" | "group">): string {
  return ownName(channel, group, "retry.0s");
}

/** Everything that a group reads. */
export function topicsOf(reader: Reader): string[] {
  return [reader.channel, entryOf(reader), ...reader.rungs.flatMap(({ channel }) => channel ?? [])];
}

/** Is this topic the entry, a rung or the dead letter of exactly this group? What merely begins like one is somebody else's. */
export function isOwnTopic({ channel, group }: Pick<Reader, "channel" | "group">, topic: string): boolean {
  const what = /\.(retry\.\d+m?s|dlq)$/.exec(topic)?.[1];
  return what !== undefined && topic === ownName(channel, group, what);
}

/** The group whose committed offset tells which dead letters somebody has dealt with. */
export function triageOf(deadLetter: string): string {
  return `${deadLetter}.triage`;
}

/** Groups that may read a topic of a ladder, by its name: the consumer's own, or one for each rung. Empty: it is no such topic. */
export function groupsOf(name: string): string[] {
  const [, own, rung] = /^(.+)(\.retry\.\d+m?s)$/.exec(name) ?? [];
  if (own === undefined || rung === undefined) return [];
  const parts = own.split(".");
  return parts.slice(1).flatMap((_, index) => {
    const group = parts.slice(index + 1).join(".");
    return [group, `${group}${rung}`];
  });
}

/** The same consumer on names that nobody else has. Pure. */
export function apart(wanted: Wanted, run: string): Wanted {
  const { source: _source, deadLetter: _deadLetter, ...rest } = wanted;
  return { ...rest, channel: legal(`gm-shadow.${run}.${wanted.channel}`), group: legal(`gm-shadow.${run}.${wanted.group}`) };
}

/** Channel and group of a resource of kind `group`. A topic's name holds no slash. */
export function placeOf(name: string): { channel: string; group: string } {
  const slash = name.indexOf("/");
  return { channel: name.slice(0, slash), group: name.slice(slash + 1) };
}

function span(waitMs: number): string {
  return waitMs % 1000 === 0 ? `${waitMs / 1000}s` : `${waitMs}ms`;
}

function ownName(channel: string, group: string, what: string): string {
  return legal(`${channel}.${group}.${what}`);
}

const longest = 249;

/** Letters, digits, `.`, `_` and `-`, at most 249: https://kafka.apache.org/documentation/#topic_naming. A name that is none gets a mark. */
function legal(name: string): string {
  if (name.length <= longest && /^[\w.-]+$/.test(name)) return name;
  const end = /\.(?:dlq|retry\.\d+m?s)$/.exec(name)?.[0] ?? "";
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const start = name.slice(0, name.length - end.length).replaceAll(/[^\w.-]/g, "-");
  return `${start.slice(0, longest - end.length - mark.length - 1)}-${mark}${end}`;
}

/** What a topic of the ladder has in common with its source. */
function copied(source: Configuration): Configuration {
  const { partitions, replicas, "min.insync.replicas": insync } = source;
  const maxBytes = source["max.message.bytes"];
  return {
    ...(partitions !== undefined && { partitions }),
    ...(replicas !== undefined && { replicas }),
    "cleanup.policy": "delete",
    ...(insync !== undefined && { "min.insync.replicas": insync }),
    "max.message.bytes": (typeof maxBytes === "number" ? maxBytes : defaultMaxBytes) + headerBytes,
  };
}

function topic(role: Resource["role"], name: string, config: Configuration): Resource {
  return {
    ...resource("topic", role, name, config),
    immutable: ["replicas"],
    atLeast: ["partitions", "replicas", "retention.ms", "retention.bytes", "min.insync.replicas", "max.message.bytes"],
  };
}

function resource(kind: "topic" | "group", role: Resource["role"], name: string, config: Configuration): Resource {
  return { id: `kafka:${kind}:${name}`, role, kind, name, config, immutable: [], atLeast: [] };
}

function numberOf(setting: Setting | undefined): number {
  return typeof setting === "number" ? setting : 0;
}
