/** Time as brokers and proofs see it: the real one, or one that moves on as soon as nothing is left to do. */
export interface Clock {
  readonly kind: "real" | "virtual";
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once, at that time or soon after. Returns what calls it off. */
  at(ms: number, run: () => void): () => void;
  /** Resolves true as soon as the condition holds, false when the time is over. */
  until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean>;
  /** Virtual time stands still while this works. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export function sleep(clock: Clock, ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => clock.at(clock.now() + ms, resolve));
}

const pollMs = 10;
/** Longer timers of Node end at once. */
const longestTimerMs = 2 ** 31 - 1;

export function realClock(now: () => number): Clock {
  const clock: Clock = {
    kind: "real",
    now,
    at(ms, run) {
      const timer = setTimeout(run, Math.min(longestTimerMs, Math.max(0, ms - now())));
      return () => clearTimeout(timer);
    },
    async until(holds, withinMs) {
      const deadline = now() + withinMs;
      while (!(await holds())) {
        if (now() >= deadline) return false;
        await sleep(clock, pollMs);
      }
      return true;
    },
    during: (work) => work(),
  };
  return clock;
}

/** Starts at `startMs` and moves only in `until`, from one due time to the next. */
export function virtualClock(startMs: number): Clock {
  let current = startMs;
  let working = 0;
  let due: { at: number; run: () => void }[] = [];
  const idle = async (): Promise<void> => {
    for (;;) {
      await new Promise((resolve) => (working > 0 ? setTimeout(resolve, 1) : setImmediate(resolve)));
      if (working === 0) return;
    }
  };
  return {
    kind: "virtual",
    now: () => current,
    at(ms, run) {
      const timer = { at: Math.max(ms, current), run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
    async until(holds, withinMs) {
      const deadline = current + withinMs;
      for (;;) {
        await idle();
        if (await holds()) return true;
        const next = due.reduce((earliest, timer) => Math.min(earliest, timer.at), Infinity);
        current = Math.max(current, Math.min(next, deadline));
        if (next > deadline) return false;
        const now = due.filter((timer) => timer.at <= current);
        due = due.filter((timer) => timer.at > current);
        for (const timer of now) timer.run();
      }
    },
    async during(work) {
      working += 1;
      try {
        return await work();
      } finally {
        working -= 1;
      }
    },
  };
}
