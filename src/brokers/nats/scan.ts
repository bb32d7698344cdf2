import { ToolError } from "../../tool.ts";
import type { Held } from "../broker.ts";
import type { Link } from "./connection.ts";
import type { Box, DeadLetters } from "./dead-letter.ts";
import { isMissing } from "./errors.ts";
import { decodeHeaders } from "./headers.ts";

/** What is asked for at a time. */
const page = 500;
const few = 100;
const nanosecondsPerMs = 1_000_000;
const patienceMs = 5000;
const tries = 5;

interface Found {
  readonly held: Held;
  readonly subject: string;
  readonly seq: number;
}

/** What lies under a filter now, oldest first, unchanged. Whoever reads may take their time. */
async function* scan(link: Link, box: Box): AsyncGenerator<Found> {
  const { client, manager, asked } = link;
  const { state, config } = await asked(`looking at stream ${box.stream}`, () => manager.streams.info(box.stream));
  const { messages, last_seq: last } = state;
  // A few are shown one by one: that needs no permission but to look. So is what only its one consumer may read.
  const single = config.retention !== client.RetentionPolicy.Limits || (box.whole && messages <= few);
  if (messages === 0) return;
  let silent = 0;
  for (let from = 1; from <= last;) {
    const before = from;
    const found = single ? await oneFrom(link, box, from) : await pageFrom(link, box, from);
    for (const each of found.page) {
      if (each.seq > last) return;
      yield each;
      from = each.seq + 1;
    }
    if (found.end) return;
    silent = from === before ? silent + 1 : 0;
    if (silent === tries)
      throw new ToolError("TIMEOUT", `Stream ${box.stream} shows nothing from ${from} on.`, "The connection breaks again and again.");
  }
}

interface Page {
  readonly page: readonly Found[];
  /** Nothing comes after it. */
  readonly end: boolean;
}

async function oneFrom({ manager, asked }: Link, { stream, filter }: Box, from: number): Promise<Page> {
  return asked(`reading ${filter}`, async () => {
    try {
      const { seq, subject, time, data, header } = await manager.streams.getMessage(stream, { seq: from, next_by_subj: filter } as {
        seq: number;
      });
      return {
        page: [{ held: { ...decodeHeaders(header), id: String(seq), atMs: time.getTime(), body: data }, subject, seq }],
        end: false,
      };
    } catch (error) {
      if (isMissing(error)) return { page: [], end: true };
      throw error;
    }
  });
}

/** By a consumer that acknowledges nothing and is gone afterwards. */
async function pageFrom({ client, manager, stream: js, asked }: Link, { stream, filter }: Box, from: number): Promise<Page> {
  return asked(`reading ${filter}`, async () => {
    const made = await manager.consumers.add(stream, {
      ack_policy: client.AckPolicy.None,
      deliver_policy: client.DeliverPolicy.StartSequence,
      opt_start_seq: from,
      filter_subject: filter,
      mem_storage: true,
      inactive_threshold: 2 * patienceMs * nanosecondsPerMs,
    });
    const wanted = Math.min(page, made.num_pending);
    const found: Found[] = [];
    try {
      if (wanted === 0) return { page: [], end: true };
      const consumer = await js.consumers.get(stream, made.name);
      for await (const { info, headers, subject, data } of await consumer.fetch({ max_messages: wanted, expires: patienceMs })) {
        // One was lost with its connection: from there it is read again.
        if (info.deliverySequence !== found.length + 1) break;
        const { streamSequence: seq, timestampNanos } = info;
        const atMs = Math.floor(timestampNanos / nanosecondsPerMs);
        found.push({ held: { ...decodeHeaders(headers), id: String(seq), atMs, body: data }, subject, seq });
      }
      return { page: found, end: found.length === made.num_pending };
    } finally {
      await manager.consumers.delete(stream, made.name).catch(() => undefined);
    }
  });
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

async function remove({ manager, asked }: Link, stream: string, seq: number): Promise<void> {
  await asked("deleting a message", async () => {
    try {
      await manager.streams.deleteMessage(stream, seq, false);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  });
}
