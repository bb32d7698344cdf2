import type { Copy } from "../../../play.ts";

/** One message on its way. */
export interface Item {
  readonly copy: Copy;
  readonly to: string;
  readonly offset: number;
  /** From 1: how often it has been handed over, this time included. */
  count: number;
  /** How often it came back in this play. */
  returned: number;
}

export interface LineQueue {
  put(copy: Copy, to: string): void;
  /** The next one for an instance, if there is one now. */
  next(instance: string): Item | undefined;
  /** It comes back: refused after a wait, lost at once. False: too often, it is a dead letter now. */
  again(item: Item, refused: boolean): boolean;
  /** Nothing waits. */
  empty(): boolean;
  dead(): number[];
  end(): void;
}

/** Real milliseconds before a refused message comes back; after the last one it is a dead letter. */
export const waitsMs = [0, 30, 150, 700, 2500] as const;

export function createLineQueue(events: number, ready: () => void): LineQueue {
  const queues = new Map<string, Item[]>();
  const counts = new Map<number, number>();
  const dead = new Set<number>();
  const timers = new Set<NodeJS.Timeout>();
  let lastOffset = events - 1;

  const queueOf = (instance: string): Item[] => queues.get(instance) ?? (queues.set(instance, []), queues.get(instance)!);

  return {
    put(copy, to) {
      const { event, kind } = copy;
      const count = kind === "redelivery" ? (counts.get(event) ?? 1) + 1 : 1;
      if (kind !== "producer") counts.set(event, count);
      queueOf(to).push({ copy, to, offset: kind === "producer" ? ++lastOffset : event, count, returned: 0 });
      ready();
    },
    next: (instance) => queueOf(instance).shift(),
    again(item, refused) {
      const wait = waitsMs[item.returned];
      item.returned++;
      item.count++;
      if (item.copy.kind !== "producer") counts.set(item.copy.event, item.count);
      if (wait === undefined) {
        dead.add(item.copy.event);
        return false;
      }
      if (!refused || wait === 0) {
        queueOf(item.to).unshift(item);
        return true;
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        queueOf(item.to).unshift(item);
        ready();
      }, wait);
      timers.add(timer);
      return true;
    },
    empty: () => timers.size === 0 && [...queues.values()].every((items) => items.length === 0),
    dead: () => [...dead].sort((a, b) => a - b),
    end() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      queues.clear();
    },
  };
}
