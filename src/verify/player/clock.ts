import { AsyncResource } from "node:async_hooks";

interface Timer {
  id: number;
  dueMs: number;
  waitMs: number;
  everyMs: number | undefined;
  fire: () => void;
}

/** Virtual time of one play: moves only when told to, and fires what falls due on the way. */
export interface Clock {
  now(): number;
  schedule(fire: () => void, afterMs: number, everyMs?: number): number;
  cancel(id: number): void;
  /** When the next timer falls due; undefined: none waits. */
  nextDue(): number | undefined;
  /** How long each waiting timer was set for, and how often timers of that length fired so far. */
  waits(): { ms: number; fired: number }[];
  /** Moves on without firing anything: blocking code does not see its timers. */
  jump(ms: number): void;
  /** Moves on; `settle` lets the work that a timer started come to rest before the next one fires. */
  advance(ms: number, settle: () => Promise<void>): Promise<void>;
}

/** Timers that one advance may fire: an interval of a millisecond over eight days would never end. */
const mostTimers = 1000;

export function createClock(startMs: number): Clock {
  let nowMs = startMs;
  let lastId = 0;
  const timers = new Map<number, Timer>();
  const fired = new Map<number, number>();
  const earliest = () =>
    [...timers.values()].reduce<Timer | undefined>((best, next) => (best && best.dueMs <= next.dueMs ? best : next), undefined);
  return {
    now: () => nowMs,
    schedule(fire, afterMs, everyMs) {
      const id = ++lastId;
      const wait = Number.isFinite(afterMs) && afterMs > 0 ? afterMs : 0;
      timers.set(id, { id, dueMs: nowMs + wait, waitMs: wait, everyMs, fire: AsyncResource.bind(fire) });
      return id;
    },
    cancel: (id) => void timers.delete(id),
    nextDue: () => earliest()?.dueMs,
    waits: () => [...timers.values()].map(({ waitMs }) => ({ ms: waitMs, fired: fired.get(waitMs) ?? 0 })),
    jump: (ms) => void (nowMs += ms),
    async advance(ms, settle) {
      const targetMs = nowMs + ms;
      for (let count = 0; count < mostTimers; count++) {
        const timer = earliest();
        if (timer === undefined || timer.dueMs > targetMs) break;
        nowMs = Math.max(nowMs, timer.dueMs);
        if (timer.everyMs === undefined) timers.delete(timer.id);
        else timer.dueMs = nowMs + Math.max(1, timer.everyMs);
        fired.set(timer.waitMs, (fired.get(timer.waitMs) ?? 0) + 1);
        timer.fire();
        await settle();
      }
      nowMs = Math.max(nowMs, targetMs);
    },
  };
}
