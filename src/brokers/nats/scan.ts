import type { StoredMsg } from "nats";
import type { Held } from "../broker.ts";
import type { Link } from "./connection.ts";
import type { Box, DeadLetters } from "./dead-letter.ts";
import { isMissing } from "./errors.ts";
import { decodeHeaders } from "./headers.ts";

/** What is asked for at a time. */
const page = 500;
const few = 100;
const idleNs = 30_000_000_000;

interface Found {
  readonly held: Held;
  readonly subject: string;
  readonly seq: number;
}

/** What lies under a filter now, oldest first, unchanged: read by a consumer that acknowledges nothing and is gone afterwards. */
async function* scan(link: Link, { stream, filter, whole }: Box): AsyncGenerator<Found> {
  const { client, manager, tried } = link;
  const { state, config } = await tried(`looking at stream ${stream}`, () => manager.streams.info(stream));
  if (state.messages === 0) return;
  // A few are shown one by one: that needs no permission but to look.
  if (config.retention !== client.RetentionPolicy.Limits || (whole && state.messages <= few)) {
    yield* oneByOne(link, { stream, filter }, state.last_seq);
    return;
  }
  const made = await tried(`reading ${filter}`, () =>
    manager.consumers.add(stream, {
      ack_policy: client.AckPolicy.None,
      deliver_policy: client.DeliverPolicy.All,
      filter_subject: filter,
      mem_storage: true,
      inactive_threshold: idleNs,
    }),
  );
  try {
    const consumer = await link.stream.consumers.get(stream, made.name);
    for (let left = made.num_pending; left > 0;) {
      const before = left;
      for await (const message of await consumer.fetch({ max_messages: Math.min(page, left), expires: 5000 })) {
        left -= 1;
        const { streamSequence: seq, timestampNanos } = message.info;
        if (seq > state.last_seq) return;
        const atMs = Math.floor(timestampNanos / 1_000_000);
        yield { held: { ...decodeHeaders(message.headers), id: String(seq), atMs, body: message.data }, subject: message.subject, seq };
      }
      // Somebody else deleted the rest meanwhile.
      if (left === before) return;
    }
  } finally {
    await manager.consumers.delete(stream, made.name).catch(() => undefined);
  }
}

/** Where only its one consumer may read, single messages are shown all the same. */
async function* oneByOne(
  { manager, tried }: Link,
  { stream, filter }: Pick<Box, "stream" | "filter">,
  last: number,
): AsyncGenerator<Found> {
  for (let from = 1; from <= last;) {
    let found: StoredMsg;
    try {
      found = await manager.streams.getMessage(stream, { seq: from, next_by_subj: filter } as { seq: number });
    } catch (error) {
      if (isMissing(error)) return;
      await tried(`reading ${filter}`, () => Promise.reject(error));
      return;
    }
    const { seq, subject, time, data, header } = found;
    if (seq > last) return;
    yield { held: { ...decodeHeaders(header), id: String(seq), atMs: time.getTime(), body: data }, subject, seq };
    from = seq + 1;
  }
}

export async function* peekAt(link: Link, box: Box, atMost = Number.POSITIVE_INFINITY): AsyncGenerator<Held> {
  let shown = 0;
  if (atMost <= 0) return;
  for await (const { held } of scan(link, box)) {
    yield held;
    if ((shown += 1) >= atMost) return;
  }
}

/** One after the other; a deletion runs beside the handling of the next one, and is waited for before that one's own. */
export async function takeFrom(
  link: Link,
  letters: DeadLetters,
  box: Box,
  wants: (held: Held) => boolean,
  handle: (held: Held) => Promise<void>,
): Promise<number> {
  let taken = 0;
  let deleting: Promise<void> = Promise.resolve();
  let broken: unknown;
  try {
    for await (const { held, subject, seq } of scan(link, box)) {
      if (!wants(held)) continue;
      await Promise.all([handle(held), box.oncePerSubject && letters.markRedriven(subject, held.body)]);
      await deleting;
      if (broken !== undefined) throw broken;
      deleting = remove(link, box.stream, seq).catch((error: unknown) => void (broken = error));
      taken += 1;
    }
  } finally {
    await deleting;
  }
  if (broken !== undefined) throw broken;
  return taken;
}

async function remove({ manager, tried }: Link, stream: string, seq: number): Promise<void> {
  await tried("deleting a message", async () => {
    try {
      await manager.streams.deleteMessage(stream, seq, false);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });
}
