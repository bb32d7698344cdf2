import type { ConsumerInfo, StreamInfo } from "nats";
import { ToolError } from "../../tool.ts";
import type { Message, Reader } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { administer } from "./administration.ts";
import { filtersOf } from "./config.ts";
import type { Link } from "./connection.ts";
import { isMissing } from "./errors.ts";
import { covers, isPattern, namesOf, onlySubject, overlap } from "./names.ts";
import { remembered } from "./remembered.ts";
import type { Source } from "./subscription.ts";

export interface Read {
  readonly info: ConsumerInfo;
  readonly entry: boolean;
}

const nanosecondsPerMs = 1_000_000;
const [askingMs, pauseMs] = [2000, 200];
const defaultAckWait = 30_000 * nanosecondsPerMs;

export type Readers = ReturnType<typeof readers>;

/** The consumers behind a reader, and the way to them alone. */
export function readers({ client, manager, asked }: Link, clock: Clock, { streamOf }: Pick<ReturnType<typeof administer>, "streamOf">) {
  const consumerOf = (stream: string, consumer: string): Promise<ConsumerInfo | undefined> =>
    asked(`looking at consumer ${stream}/${consumer}`, () =>
      manager.consumers.info(stream, consumer).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    );

  /** That of the channel's stream, and the one of the group's own entry where it has one. */
  async function consumersOf(channel: string, group: string): Promise<readonly Read[]> {
    return readIn(await present(channel), group);
  }

  async function present(channel: string): Promise<StreamInfo> {
    const info = await streamOf(channel);
    if (info === undefined) throw missing(`A stream for ${channel}`);
    return info;
  }

  async function readIn({ config: { name: stream } }: StreamInfo, group: string): Promise<readonly Read[]> {
    const { consumer, entryStream } = namesOf(stream, group);
    const [info, entry] = await Promise.all([consumerOf(stream, consumer), consumerOf(entryStream, consumer)]);
    if (info === undefined) throw missing(`Consumer ${stream}/${consumer}`);
    return [{ info, entry: false }, ...(entry ? [{ info: entry, entry: true }] : [])];
  }

  async function sourcesOf({ channel, group }: Reader): Promise<Source[]> {
    return (await consumersOf(channel, group)).map(({ info, entry }) => {
      const { deliver_subject: pushed, ack_wait: wait = defaultAckWait, ack_policy: policy } = info.config;
      if (pushed !== undefined || policy !== client.AckPolicy.Explicit)
        throw new ToolError(
          "UNSUPPORTED",
          `Consumer ${info.stream_name}/${info.name} ${pushed === undefined ? `has ack_policy ${policy}` : "is pushed to"}.`,
          "Only a pull consumer with explicit acknowledgement is read here.",
        );
      return { stream: info.stream_name, consumer: info.name, entry, ackWaitMs: wait / nanosecondsPerMs };
    });
  }

  /** Does no other consumer of the stream see this subject? */
  async function isAlone(stream: string, consumer: string, subject: string): Promise<boolean> {
    for await (const { name, config } of manager.consumers.list(stream))
      if (name !== consumer && filtersOf(config).some((filter) => overlap(filter, subject))) return false;
    return true;
  }

  /** Who reads it asks for messages, or has been given some. Between two requests it asks for nothing for a moment. */
  async function read({ stream_name: stream, name, config }: ConsumerInfo, group: string, channel: string): Promise<void> {
    for (let waitedMs = 0; waitedMs < askingMs; waitedMs += pauseMs) {
      const { num_waiting: asking, push_bound: pushed, delivered } = (await consumerOf(stream, name)) ?? {};
      if ((asking ?? 0) > 0 || pushed === true || (delivered?.consumer_seq ?? 0) > 0) return;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    throw new ToolError(
      "INVALID_INPUT",
      `Other groups read ${channel} too, and no consumer of ${group} reads ${stream}/${name}, its own entry, or ever has.`,
      `What is sent back to ${config.filter_subject ?? stream} may never be read.`,
      `Start the consumer, pulling from ${stream}/${name} beside its stream, and call again; nothing was sent.`,
    );
  }

  const wayTo = remembered(clock, async (key) => {
    const [channel, group, original] = JSON.parse(key) as [string, string, string];
    const info = await present(channel);
    const [main, entry] = await readIn(info, group);
    const { stream_name: stream, name, config } = main!.info;
    const { subjects } = info.config;
    const reaches = (subject: string) => [subjects, filtersOf(config)].every((all) => all.some((each) => covers(each, subject)));
    const subject = [original, channel, onlySubject(subjects)].find(
      (each) => each !== undefined && each !== "" && !isPattern(each) && reaches(each),
    );
    const alone = subject !== undefined && (await asked(`listing the consumers of ${stream}`, () => isAlone(stream, name, subject)));
    if (alone) return { subject, to: subject };
    if (entry) {
      await read(entry.info, group, channel);
      return { subject, to: namesOf(stream, group).entry };
    }
    throw new ToolError(
      "UNSUPPORTED",
      `Other groups read ${channel} too, and ${group} has no entry of its own.`,
      "Nothing was sent.",
      "Let configure-dlq make the entry, and let the consumer read it as well.",
    );
  });

  /** The subject by which a message reaches this group and no other: its own one where nobody else reads that, else its entry. */
  async function routeTo({ channel, group }: Reader, message: Message): Promise<{ readonly to: string; readonly message: Message }> {
    const { subject, to } = await wayTo(JSON.stringify([channel, group, message.headers["gm-original-subject"] ?? ""]));
    if (to === subject || subject === undefined) return { to, message };
    return { to, message: { ...message, headers: { ...message.headers, "gm-original-subject": subject } } };
  }

  return { consumersOf, sourcesOf, routeTo };
}

function missing(what: string): ToolError {
  return new ToolError("NOT_FOUND", `${what} is not there.`, "Nothing was read.", "Let configure-dlq make it.");
}
