import type { JetStreamManager, StoredMsg, StreamInfo } from "nats";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import { isMissing } from "./errors.ts";
import { decodeHeaders } from "./headers.ts";
import { advisoriesStream, maxDeliveriesSubject } from "./names.ts";

interface Advisory {
  readonly stream_seq: number;
  readonly deliveries: number;
}

/** Which consumer's abandoned messages go where. */
export interface Guarded {
  readonly stream: string;
  readonly consumer: string;
  readonly entry: boolean;
  readonly deadLetter: string;
}

/**
 * Moves what the server gave up after max_deliver to the dead letter. Its advisories tell which: they wait in their stream until
 * this is done, so nothing is lost while nobody runs. Repeatable, and safe in many processes at once.
 */
export async function moveAbandoned(link: Link, letters: DeadLetters, guarded: Guarded): Promise<number> {
  const { manager, client } = link;
  const { stream, consumer, entry, deadLetter } = guarded;
  const subject = maxDeliveriesSubject(stream, consumer);
  let moved = 0;
  for (let seq = 1; ;) {
    const advisory = await message(manager, advisoriesStream, { seq, next_by_subj: subject });
    if (advisory === undefined) return moved;
    const { stream_seq: at, deliveries } = JSON.parse(Buffer.from(advisory.data).toString()) as Advisory;
    const info = await manager.streams.info(stream);
    const abandoned = isLater(info, advisory) ? undefined : await message(manager, stream, { seq: at });
    if (abandoned) {
      await letters.put(deadLetter, crashLoop(abandoned, deliveries), { stream, seq: at, entry });
      // Where a message goes when it is acknowledged, it must go now as well: nobody can acknowledge it any more.
      if (info.config.retention === client.RetentionPolicy.Workqueue) await forget(manager, stream, at);
      moved += 1;
    }
    await forget(manager, advisoriesStream, advisory.seq);
    seq = advisory.seq + 1;
  }
}

/** The stream was made after that advisory: it speaks of another one of this name. */
function isLater({ created }: StreamInfo, { time }: StoredMsg): boolean {
  return Date.parse(created) > time.getTime();
}

function crashLoop({ subject, seq, time, data, header }: StoredMsg, deliveries: number) {
  const { key, headers } = decodeHeaders(header);
  return {
    ...(key !== undefined && { key }),
    headers: {
      ...headers,
      "gm-original-subject": headers["gm-original-subject"] ?? subject,
      "gm-original-seq": headers["gm-original-seq"] ?? String(seq),
      "gm-original-timestamp": headers["gm-original-timestamp"] ?? time.toISOString(),
      "gm-error-kind": "crash-loop",
      "gm-attempt": String(deliveries),
    },
    body: data,
  };
}

type Query = Parameters<JetStreamManager["streams"]["getMessage"]>[1];

async function message(
  { streams }: JetStreamManager,
  stream: string,
  query: Query & { next_by_subj?: string },
): Promise<StoredMsg | undefined> {
  try {
    return await streams.getMessage(stream, query);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function forget({ streams }: JetStreamManager, stream: string, seq: number): Promise<void> {
  try {
    await streams.deleteMessage(stream, seq, false);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
