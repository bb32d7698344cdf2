import type { Stored } from "./log.ts";

/** One record that was fetched and is not committed yet. */
export interface Item {
  readonly record: Stored;
  /** Not before this time, epoch milliseconds; 0: at once. */
  readonly dueMs: number;
  /** Since when it can be handled: the lower goes first. */
  readonly sinceMs: number;
  handed: boolean;
  done: boolean;
}

/**
 * One partition as its member sees it: records that were fetched, in their order, of which a first part is handed over. What is done
 * is forgotten as soon as everything ahead of it is done too; that is what may be committed.
 */
export interface Lane {
  readonly topic: string;
  readonly partition: number;
  /** Goes up when it is rewound or lost: what was handed over before counts for nothing. */
  epoch: number;
  readonly items: Item[];
  /** Where the next fetch goes on; -1: where the group has committed. */
  position: number;
  /** What the broker knows; -1: what it knew when the lane began. */
  committed: number;
  /** Its group stands still here until then. */
  waitUntil: number;
  paused: boolean;
}

export function laneOf(topic: string, partition: number): Lane {
  return { topic, partition, epoch: 0, items: [], position: -1, committed: -1, waitUntil: 0, paused: false };
}

export function take(lane: Lane, records: readonly Stored[], end: number, dueOf: (record: Stored) => number): void {
  for (const record of records) {
    if (record.offset < lane.position) continue;
    const dueMs = dueOf(record);
    lane.items.push({ record, dueMs, sinceMs: Math.max(dueMs, record.atMs), handed: false, done: false });
  }
  lane.position = Math.max(lane.position, end);
}

/** The next one to hand over, whenever that may be, and when that is. */
export function nextOf(lane: Lane): { item: Item; atMs: number } | undefined {
  const item = lane.items.find(({ handed, done }) => !handed && !done);
  return item && { item, atMs: Math.max(item.dueMs, lane.waitUntil) };
}

/** True: something new may be committed. */
export function finish(lane: Lane, item: Item): boolean {
  item.done = true;
  const before = lane.items.length;
  while (lane.items[0]?.done === true) lane.items.shift();
  return lane.items.length < before;
}

/** It and everything behind it comes again. */
export function rewind(lane: Lane, from: Item, untilMs: number): void {
  for (const item of lane.items) {
    if (item.record.offset < from.record.offset) continue;
    item.handed = false;
    item.done = false;
  }
  lane.epoch += 1;
  lane.waitUntil = untilMs;
}

/** Everything before this offset is done; undefined: nothing was fetched. */
export function doneBefore({ items, position }: Lane): number | undefined {
  const offset = items[0]?.record.offset ?? position;
  return offset < 0 ? undefined : offset;
}
