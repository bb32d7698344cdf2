import type { Group, Item } from "./world.ts";

/** What is refused at once comes again after this: a consumer that refuses everything must not stop the clock. */
const atOnceMs = 1;

/** The next message that may be delivered now, or undefined. */
export function nextOf(group: Group, nowMs: number): Item | undefined {
  const { redelivery, ordering } = group.config;
  const log = redelivery === "rewind";
  const held = new Set<string>();
  for (const item of group.items.values()) {
    if (item.acked) continue;
    const partition = item.key ?? "";
    if (held.has(partition)) continue;
    if (item.lease === undefined && item.readyMs <= nowMs) return item;
    const blocks = item.lease === undefined ? log || ordering === "key" : ordering === "key";
    if (blocks && (log || item.key !== undefined)) held.add(partition);
  }
  return undefined;
}

/** Done. In a log it is forgotten only when everything ahead of it is done too. */
export function acknowledge(group: Group, item: Item): void {
  if (group.config.redelivery !== "rewind") {
    group.items.delete(item.id);
    return;
  }
  delete item.lease;
  item.acked = true;
  for (const other of partitionOf(group, item)) {
    if (!other.acked) return;
    group.items.delete(other.id);
  }
}

/** Comes again at `readyMs`, in a log with everything behind it in its partition. */
export function comeAgain(group: Group, item: Item, readyMs: number, nowMs: number): void {
  const again = Math.max(readyMs, nowMs + atOnceMs);
  if (group.config.redelivery === "rewind") rewind(group, item);
  else delete item.lease;
  item.readyMs = again;
}

function rewind(group: Group, from: Item): void {
  for (const item of partitionOf(group, from)) {
    if (item.id < from.id) continue;
    delete item.lease;
    delete item.acked;
  }
}

/** The connection behind these leases is gone. Where nothing tells the broker so, they run until their time is over. */
export function connectionLost(group: Group, isIts: (token: string) => boolean, nowMs: number): void {
  const { redelivery } = group.config;
  for (const item of group.items.values()) {
    if (redelivery === "rewind" && item.acked) delete item.acked;
    if (item.lease === undefined || !isIts(item.lease.token)) continue;
    if (redelivery === "rewind" || redelivery === "requeue") comeAgain(group, item, nowMs, nowMs);
  }
}

/** Leases that are over. */
export function lapse(group: Group, nowMs: number): void {
  for (const item of group.items.values()) {
    if (item.lease?.untilMs !== undefined && item.lease.untilMs <= nowMs) comeAgain(group, item, nowMs, nowMs);
  }
}

/** When something in this group may next be delivered that may not be now. */
export function nextChange(group: Group, nowMs: number): number | undefined {
  let next: number | undefined;
  for (const { lease, readyMs } of group.items.values()) {
    const at = lease === undefined ? readyMs : lease.untilMs;
    if (at !== undefined && at > nowMs && (next === undefined || at < next)) next = at;
  }
  return next;
}

function* partitionOf(group: Group, { key }: Item): Generator<Item> {
  for (const item of group.items.values()) if (item.key === key) yield item;
}
