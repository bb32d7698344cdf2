import { promised } from "./promised.ts";
import type { Problem } from "../../observation.ts";
import type { Copy } from "../../play.ts";
import { pause } from "./tree.ts";

/** What a play waits for, and for how long without any sign of life. */
export interface Awaited {
  /** Something happened. */
  sign(): void;
  /** Milliseconds since something happened. */
  quietMs(): number;
  /** Resolves when this copy is settled. Without any sign for so long the play fails. */
  until(event: number, kind: Copy["kind"], patienceMs: number): Promise<void>;
  /** Without a kind: whichever. */
  done(event: number, kind?: Copy["kind"]): void;
  any(): boolean;
  fail(problem: Problem): void;
  /** The work, or what made it fail first. */
  orFail(work: Promise<void>): Promise<Problem | undefined>;
  /** Until nothing has happened for so long. False: something went on happening for so much longer. */
  still(ms: number, mostMs: number): Promise<boolean>;
  over(): boolean;
  end(): void;
}

const lookMs = 100;

export function createAwaited(now: () => number): Awaited {
  const waiting = new Map<string, () => void>();
  let last = now();
  let over = false;
  const failure = promised<Problem>();
  let watch: { readonly patienceMs: number } | undefined;
  const fail = (problem: Problem): void => {
    over = true;
    failure.resolve(problem);
  };
  const timer = setInterval(() => {
    if (watch === undefined || waiting.size === 0 || now() - last <= watch.patienceMs) return;
    const events = [...waiting.keys()].map((key) => `m${key.split(" ")[0]}`).join(" and ");
    fail({ kind: "timeout", message: `It neither acknowledged nor refused ${events} for ${watch.patienceMs / 1000} s` });
  }, lookMs);
  return {
    sign: () => void (last = now()),
    quietMs: () => now() - last,
    until(event, kind, patienceMs) {
      watch = { patienceMs };
      last = now();
      return new Promise((resolve) => waiting.set(`${event} ${kind}`, resolve));
    },
    done(event, kind) {
      for (const [key, resolve] of waiting) {
        if (kind === undefined ? key.startsWith(`${event} `) : key === `${event} ${kind}`) {
          waiting.delete(key);
          resolve();
        }
      }
    },
    any: () => waiting.size > 0,
    fail,
    orFail: (work) => Promise.race([work.then(() => undefined), failure.promise]),
    async still(ms, mostMs) {
      for (const until = now() + mostMs; now() - last < ms;) {
        if (over || now() >= until) return over;
        await pause(Math.min(50, Math.max(1, ms - (now() - last))));
      }
      return true;
    },
    over: () => over,
    end() {
      over = true;
      clearInterval(timer);
    },
  };
}
