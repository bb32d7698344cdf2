import type { StoredMsg, StreamInfo } from "nats";
import { ToolError } from "../../tool.ts";
import type { Message } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { administer } from "./administration.ts";
import type { Link } from "./connection.ts";
import { apiCode, errors, isMissing } from "./errors.ts";
import { advisoriesStream, covers, onlySubject } from "./names.ts";
import { remembered } from "./remembered.ts";
import { store } from "./store.ts";

/** Where a message came from. `entry`: not from the source stream itself, but from its consumer's own entry. */
export interface Origin {
  readonly stream: string;
  readonly seq: number;
  readonly entry: boolean;
}

/** Where dead letters of one channel lie. */
export interface Box {
  readonly stream: string;
  /** What its messages are found by. */
  readonly filter: string;
  /** What is published to; undefined where only the stream is known, and that has several subjects. */
  readonly subject: string | undefined;
  /** Each has a subject of its own, so that none can be stored twice. */
  readonly oncePerSubject: boolean;
  /** Nothing else lies in the stream. */
  readonly whole: boolean;
}

export type DeadLetters = ReturnType<typeof deadLetters>;

const redriven = (subject: string): string => `gm.redriven.${subject}`;

/**
 * Dead letters of which none is stored twice, whoever writes it and however much later: the subject is made of the sequence, and
 * the server takes only the first. What a redrive took away leaves a mark, so that nobody brings it back.
 */
export function deadLetters(link: Link, clock: Clock, { streamOf }: Pick<ReturnType<typeof administer>, "streamOf">) {
  const { client, tried, asked } = link;
  const { streams } = link.manager;
  const boxOf = remembered(clock, async (channel): Promise<Box> => {
    const own = await streamOf(`${channel}.>`);
    // Also when somebody changed its other settings: its letters are told apart by the subject.
    const isOurs = channel.startsWith("dlq.") && own?.config.subjects.includes(`${channel}.>`);
    if (own && (isOurs || (own.config.discard_new_per_subject && own.config.max_msgs_per_subject === 1))) return boxIn(own, channel, true);
    const plain = await streamOf(channel);
    if (plain) return boxIn(plain, channel, false);
    throw new ToolError("NOT_FOUND", `No stream has the subject ${channel}.`, "Nothing was stored.", "Let configure-dlq make it.");
  });

  /** The last message of a subject. */
  async function last(stream: string, subject: string): Promise<StoredMsg | undefined> {
    try {
      return await streams.getMessage(stream, { last_by_subj: subject });
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Stores it under this subject. False: something else is there. True: it is there, or was and has been redriven. */
  async function storedAs(box: Box, subject: string, message: Message): Promise<boolean> {
    const mark = await last(advisoriesStream, redriven(subject));
    if (mark && Buffer.from(mark.data).equals(message.body)) return true;
    try {
      await store(link, subject, message, { expect: { lastSubjectSequence: 0 } });
      return true;
    } catch (error) {
      const code = apiCode(error);
      if (code !== errors.wrongLastSequence && code !== errors.storeFailed) throw error;
      const there = await last(box.stream, subject);
      if (there === undefined) throw error;
      return Buffer.from(there.data).equals(message.body);
    }
  }

  return {
    boxOf,
    async put(channel: string, message: Message, from: Origin): Promise<void> {
      const box = await boxOf(channel);
      await asked(`storing a dead letter in ${channel}`, async () => {
        const token = from.entry ? `entry-${from.seq}` : String(from.seq);
        if (!box.oncePerSubject) {
          await store(link, subjectOf(box, channel), message, { msgID: `${from.stream}.${token}` });
          return;
        }
        if (await storedAs(box, `${channel}.${token}`, message)) return;
        // The stream was made anew and counts from 1 again: this is another message.
        const { created } = await streams.info(from.stream);
        if (await storedAs(box, `${channel}.${token}.${Date.parse(created)}`, message)) return;
        throw new ToolError("INVALID_INPUT", `${channel}.${token} holds another dead letter.`, "Nothing was overwritten.");
      });
    },
    /** Stores a message in a channel, whatever that is for. */
    async add(channel: string, message: Message): Promise<void> {
      const box = await boxOf(channel);
      const subject = subjectOf(box, channel);
      await tried(`publishing to ${channel}`, () =>
        store(link, box.oncePerSubject ? `${subject}.${client.nuid.next()}` : subject, message),
      );
    },
    /** Before one is deleted for it went back: a late advisory must not bring it again. */
    async markRedriven(subject: string, body: Uint8Array): Promise<void> {
      try {
        await store(link, redriven(subject), { headers: {}, body });
      } catch (error) {
        if ((error as { code?: string }).code !== "503") throw error;
      }
    },
  };
}

function subjectOf({ subject }: Box, channel: string): string {
  if (subject !== undefined) return subject;
  throw new ToolError(
    "UNSUPPORTED",
    `Stream ${channel} has more than one subject.`,
    "Nothing says which one is meant.",
    "Name the subject.",
  );
}

function boxIn({ config: { name, subjects } }: StreamInfo, channel: string, oncePerSubject: boolean): Box {
  if (oncePerSubject)
    return { stream: name, filter: `${channel}.>`, subject: channel, oncePerSubject, whole: isWhole(subjects, `${channel}.>`) };
  const named = !subjects.some((subject) => covers(subject, channel));
  const filter = named ? ">" : channel;
  return { stream: name, filter, subject: named ? onlySubject(subjects) : channel, oncePerSubject, whole: isWhole(subjects, filter) };
}

function isWhole(subjects: readonly string[], filter: string): boolean {
  return subjects.every((subject) => covers(filter, subject));
}
