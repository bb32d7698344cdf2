import type { Configuration, Resource, Setting } from "../../model/delivery.ts";
import type { Features, Topology, Wanted } from "../broker.ts";
import { advisoriesStream, advisorySubjects, covers, isPattern, namesOf, nameOf, streamNameOf } from "./names.ts";

export const features: Features = {
  redelivery: "ack-wait",
  delays: "nack",
  counts: true,
  peeks: true,
  // By the advisories that GM_ADVISORIES keeps: a subscription moves what they name, and so does `sweep`.
  guards: true,
  words: { channel: "subject", position: "seq" },
};

/** Deliveries beyond the ladder until the server gives a message up whose consumer keeps dying on it. */
const guardBeyondLadder = 4;
const nanosecondsPerMs = 1_000_000;
const dayMs = 86_400_000;
/** An advisory that nobody acted on, and the mark of what was redriven. */
export const advisoriesKeptMs = 30 * dayMs;

/**
 * Fields are those of the JetStream API; durations are nanoseconds, lists are written with commas, none is `none`.
 * The server waits between attempts, so there are no channels for rungs. `entry` is where messages for this consumer alone come
 * in when other groups read its subject too. https://docs.nats.io/nats-concepts/jetstream/consumers
 */
export function topologyOf({ channel, group, retry, deadLetter: declared, source }: Wanted): Topology {
  const stream = typeof source?.["name"] === "string" ? source["name"] : streamNameOf(channel);
  // A pull consumer may name its stream only, and not its subjects: then whatever filter it has is its own.
  const named =
    source !== undefined &&
    !String(source["subjects"] ?? channel)
      .split(", ")
      .some((subject) => covers(subject, channel));
  const names = namesOf(stream, group);
  const deadLetter = declared ?? names.deadLetter;
  const replicas = typeof source?.["num_replicas"] === "number" ? { num_replicas: source["num_replicas"] } : {};
  const alone = source?.["retention"] === "workqueue";
  const consumer = {
    ack_policy: "explicit",
    ack_wait: (retry.handlerTimeoutMs + Math.min(5000, Math.ceil(retry.handlerTimeoutMs / 10))) * nanosecondsPerMs,
    max_deliver: retry.rungsMs.length + 1 + guardBeyondLadder,
    // Its first step would replace ack_wait, and the waits of nak would come on top.
    backoff: "none",
    ...(retry.ordering === "key" && { max_ack_pending: 1 }),
  };
  return {
    reader: { channel, group, rungs: retry.rungsMs.map((waitMs) => ({ waitMs })), deadLetter },
    resources: [
      declared === undefined
        ? streamOf("dead-letter", names.deadLetterStream, { ...kept(`${deadLetter}.>`), ...oncePerSubject, ...replicas })
        : streamOf("dead-letter", streamNameOf(declared), { ...kept(declared), ...replicas }),
      streamOf("dead-letter", advisoriesStream, { subjects: advisorySubjects.join(", "), retention: "limits" }),
      ...(alone
        ? []
        : [
            streamOf("rung", names.entryStream, { subjects: names.entry, retention: "workqueue", storage: "file", ...replicas }),
            consumerOf("rung", names.entryStream, names.consumer, { ...consumer, filter_subject: names.entry }),
          ]),
      streamOf("source", stream, source ? {} : { name: stream, subjects: channel, retention: "limits", storage: "file" }),
      consumerOf("consumer", stream, names.consumer, { ...consumer, ...(!named && { filter_subject: channel }) }),
    ],
    ...(source === undefined && { warnings: [noStream(channel, stream)] }),
  };
}

function noStream(channel: string, stream: string): string {
  return `No stream has the subject ${channel}: ${stream} is made for it. A consumer of core NATS (connection.subscribe) does not read a stream, is never given a message again and can have no dead letter: let it read its durable consumer.`;
}

/** A second dead letter of the same message is refused, however much later it comes; nothing is dropped for its age or number. */
const oncePerSubject = { max_msgs_per_subject: 1, discard_new_per_subject: true } satisfies Configuration;

function kept(subjects: string): Record<string, Setting> {
  return { subjects, retention: "limits", storage: "file", discard: "new", max_msgs: -1, max_bytes: -1, max_age: 0 };
}

function streamOf(role: Resource["role"], name: string, config: Configuration): Resource {
  const immutable = ["name", "subjects", "retention", "storage"];
  return { id: `nats:stream:${name}`, role, kind: "stream", name, config, immutable, atLeast: ["num_replicas"] };
}

function consumerOf(role: Resource["role"], stream: string, consumer: string, config: Configuration): Resource {
  const name = `${stream}/${consumer}`;
  return {
    id: `nats:consumer:${name}`,
    role,
    kind: "consumer",
    name,
    config,
    immutable: ["ack_policy"],
    atLeast: ["ack_wait", "max_deliver"],
  };
}

/** The same consumer where nobody else is: on a stream of its own. */
export function apart(wanted: Wanted, run: string): Wanted {
  const { source: _, deadLetter: __, ...rest } = wanted;
  const channel = isPattern(wanted.channel) ? wanted.channel.replaceAll("*", "any").replace(/>$/, "all") : wanted.channel;
  return { ...rest, channel: `gm-shadow.${nameOf(run)}.${channel}` };
}
