import type { ConsumerConfig, StreamConfig } from "nats";
import type { Configuration, Setting } from "../../model/delivery.ts";
import { covers } from "./names.ts";

/** Settings of a stream or consumer as the API has them, flat: lists with commas, waits in words, `none` where there are none. */
export type Raw = Partial<StreamConfig> | Partial<ConsumerConfig>;

const nanosecondsPerMs = 1_000_000;

/** What is not told is at its default. https://docs.nats.io/nats-concepts/jetstream/streams#configuration */
const streamDefaults: Configuration = { discard_new_per_subject: false, max_msgs_per_subject: -1, num_replicas: 1 };
const consumerDefaults: Configuration = { max_deliver: -1 };

const streamKeys = [
  "name",
  "subjects",
  "retention",
  "storage",
  "discard",
  "discard_new_per_subject",
  "max_msgs",
  "max_msgs_per_subject",
  "max_bytes",
  "max_age",
  "num_replicas",
] as const satisfies readonly (keyof StreamConfig)[];

const consumerKeys = [
  "ack_policy",
  "ack_wait",
  "max_deliver",
  "backoff",
  "filter_subject",
  "max_ack_pending",
] as const satisfies readonly (keyof ConsumerConfig)[];

export function flatStream(config: StreamConfig): Configuration {
  const found = streamKeys.flatMap((key): [string, Setting][] => {
    const value = config[key];
    return value === undefined ? [] : [[key, Array.isArray(value) ? value.join(", ") : value]];
  });
  return { ...streamDefaults, ...Object.fromEntries(found) };
}

export function flatConsumer(config: ConsumerConfig): Configuration {
  const found = consumerKeys.flatMap((key): [string, Setting][] => {
    const value = config[key];
    return value === undefined || Array.isArray(value) ? [] : [[key, value]];
  });
  return { ...consumerDefaults, filter_subject: filtersOf(config).join(", "), ...Object.fromEntries(found), backoff: backoffOf(config) };
}

/** Subjects that a consumer sees; a consumer without filter sees all. */
export function filtersOf({
  filter_subject: one,
  filter_subjects: several,
}: Pick<Partial<ConsumerConfig>, "filter_subject" | "filter_subjects">): readonly string[] {
  if (several && several.length > 0) return several;
  return one === undefined || one === "" ? [">"] : [one];
}

function backoffOf({ backoff = [] }: ConsumerConfig): string {
  return backoff.length === 0 ? "none" : backoff.map((wait) => `${wait / nanosecondsPerMs}ms`).join(", ");
}

/** The flat settings back in the form of the API. */
export function rawOf(config: Configuration): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (key === "subjects") return [key, String(value).split(", ")];
      if (key === "backoff")
        return [
          key,
          value === "none"
            ? []
            : String(value)
                .split(", ")
                .map((wait) => Number.parseFloat(wait) * nanosecondsPerMs),
        ];
      return [key, value];
    }),
  );
}

/**
 * What was found, said in the words of what is wanted where it means the same: subjects and filters that cover the wanted ones are
 * as good as these.
 */
export function inWordsOf(wanted: Configuration, found: Configuration): Configuration {
  const same: Record<string, Setting> = {};
  for (const key of ["subjects", "filter_subject"]) {
    const [want, have] = [wanted[key], found[key]];
    if (typeof want !== "string" || typeof have !== "string") continue;
    const haves = have.split(", ");
    if (want.split(", ").every((each) => haves.some((other) => covers(other, each)))) same[key] = want;
  }
  return { ...found, ...same };
}
