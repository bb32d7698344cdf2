import { ToolError } from "../../tool.ts";
import type { Backlog, Held } from "../broker.ts";
import type { Log, Range, Stored } from "./log.ts";
import { fromRecord } from "./record.ts";
import { add, fits, printTaken, skipTo, type Taken, takenOf } from "./taken.ts";
import { triageOf } from "./topology.ts";

/** A dead-letter topic as people see it: the records that nobody has dealt with. */
export interface Triage {
  readonly ranges: ReadonlyMap<number, Range>;
  readonly taken: ReadonlyMap<number, Taken>;
}

export async function triage(log: Log, topic: string): Promise<Triage> {
  const [ranges, committed] = await Promise.all([log.ranges(topic), log.committed(triageOf(topic), topic)]);
  const taken = new Map<number, Taken>();
  for (const [partition, { low, high }] of ranges) {
    const { offset = -1, metadata = "" } = committed.get(partition) ?? {};
    // Beyond the end: the topic was made anew since.
    const known = offset < 0 || offset > high ? { first: low, beyond: new Set<number>() } : takenOf(offset, metadata);
    if (known.first < low) skipTo(known, low);
    while (known.beyond.delete(known.first)) known.first += 1;
    taken.set(partition, known);
  }
  return { ranges, taken };
}

export interface Letter extends Held {
  readonly partition: number;
  readonly offset: number;
}

/** What is left of a topic as it stands at the call, oldest first, in memory that does not grow with it. */
export async function* letters(log: Log, topic: string, { ranges, taken }: Triage): AsyncGenerator<Letter> {
  const lanes = [...ranges].map(([partition, { high }]) => ({
    partition,
    records: left(log, topic, partition, taken.get(partition)!, high),
  }));
  const heads = [];
  for (const lane of lanes) heads.push({ lane, head: await lane.records.next() });
  for (;;) {
    let oldest: (typeof heads)[number] | undefined;
    for (const each of heads)
      if (each.head.done !== true && (oldest === undefined || each.head.value.atMs < (oldest.head.value as Stored).atMs)) oldest = each;
    if (oldest === undefined) return;
    const record = oldest.head.value as Stored;
    const { partition } = oldest.lane;
    const { offset, atMs } = record;
    yield { ...fromRecord(record), id: `${partition}:${offset}`, atMs, partition, offset };
    oldest.head = await oldest.lane.records.next();
  }
}

async function* left(
  log: Log,
  topic: string,
  partition: number,
  { first, beyond }: Taken,
  high: number,
): AsyncGenerator<Stored, undefined> {
  const seen = new Set(beyond);
  for (let from = first; from < high;) {
    const { records, next } = await log.read(topic, partition, from);
    for (const record of records) if (record.offset < high && !seen.has(record.offset)) yield record;
    if (next === from) return;
    from = next;
  }
}

/**
 * Kafka deletes no single record. Taken is what the triage group has committed: all before its offset, and what the metadata of
 * that commit lists. Who peeks or counts here goes by it; the records themselves go when all before them are taken (`deleteRecords`
 * in `finish`), or with the retention of the topic.
 */
export async function takeLetters(
  log: Log,
  topic: string,
  wants: (held: Held) => boolean,
  handle: (held: Held) => Promise<void>,
  finish: (before: ReadonlyMap<number, number>) => Promise<void>,
): Promise<number> {
  const state = await triage(log, topic);
  const moved = new Map<number, number>();
  const kept = new Set<number>();
  let committing: Promise<void> = Promise.resolve();
  let count = 0;
  try {
    for await (const { partition, offset, ...held } of letters(log, topic, state)) {
      const taken = state.taken.get(partition)!;
      if (!wants(held)) {
        kept.add(partition);
        continue;
      }
      // Nothing lies before it: offsets in between are those of markers, and of what compaction removed.
      if (!kept.has(partition)) skipTo(taken, offset);
      if (!fits(taken, offset)) throw tooScattered(topic);
      await handle(held);
      add(taken, offset);
      count += 1;
      moved.set(partition, taken.first);
      // The next one may be handled meanwhile.
      await committing;
      committing = log.commit(triageOf(topic), topic, new Map([[partition, { offset: taken.first, metadata: printTaken(taken) ?? "" }]]));
      committing.catch(() => undefined);
    }
  } finally {
    await committing;
    if (moved.size > 0) await finish(moved);
  }
  return count;
}

function tooScattered(topic: string): ToolError {
  return new ToolError(
    "UNSUPPORTED",
    `The dead letters that were taken from ${topic} and those that were left alternate too often to be kept apart.`,
    "Kafka deletes no single record: what is taken is noted in an offset's metadata, of which a broker keeps 4 KB.",
    "Take the older ones too (redrive-dlq without the selection, or until a time), then these.",
  );
}

export async function lettersLeft(log: Log, topic: string): Promise<Backlog> {
  const { ranges, taken } = await triage(log, topic);
  let ready = 0;
  let oldestAtMs: number | undefined;
  for (const [partition, { high }] of ranges) {
    const { first, beyond } = taken.get(partition)!;
    const here = Math.max(0, high - first - beyond.size);
    ready += here;
    if (here === 0) continue;
    const { value } = await left(log, topic, partition, { first, beyond }, high).next();
    if (value) oldestAtMs = Math.min(oldestAtMs ?? value.atMs, value.atMs);
  }
  return { ready, delayed: 0, inFlight: 0, ...(oldestAtMs !== undefined && { oldestAtMs }) };
}
