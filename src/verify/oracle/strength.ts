import { columnsOf } from "./group.ts";
import type { Learned } from "./learned.ts";
import { hiddenBy } from "./view.ts";

export interface Strength {
  readonly sink: string;
  readonly compared: number;
  readonly seen: number;
}

/** How much of each sink is compared. The consumer's own records count as seen only. */
export function strength(learned: Learned): Strength[] {
  const hidden = hiddenBy(learned);
  const sinks = new Map<string, { compared: number; seen: number }>();
  for (const [id, group] of learned.groups) {
    const sums = sinks.get(group.sink) ?? { compared: 0, seen: 0 };
    sinks.set(group.sink, sums);
    const columns = columnsOf(group);
    sums.seen += columns.length;
    if (!learned.own.has(id)) sums.compared += columns.filter((column) => !hidden(group, column)).length;
  }
  return [...sinks].map(([sink, sums]) => ({ sink, ...sums })).toSorted((a, b) => (a.sink < b.sink ? -1 : 1));
}
