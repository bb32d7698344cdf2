import type { PlayOutcome } from "./observation.ts";
import type { VerifyOptions } from "./material.ts";
import type { Play } from "./play.ts";
import type { Subject } from "./subject.ts";

/** One verification's way to its subject: counts every play, remembers undisturbed ones, collects what no probe saw. */
export interface Session {
  play(play: Play): Promise<PlayOutcome>;
  /** The same undisturbed play is run once. */
  remembered(play: Play): Promise<PlayOutcome>;
  /** Plays so far. */
  readonly plays: number;
  /** The safety net struck. */
  readonly late: boolean;
  /** Undefined while neither plays nor time ran out. */
  spent(): boolean;
  /** Sinks that nothing sees, as messages. */
  readonly unobserved: ReadonlySet<string>;
  readonly assumptions: ReadonlySet<string>;
}

export function createSession(subject: Subject, { budget, now }: Pick<VerifyOptions, "budget" | "now">, signal: AbortSignal): Session {
  const unobserved = new Set<string>();
  const assumptions = new Set<string>();
  const known = new Map<string, Promise<PlayOutcome>>();
  const deadline = now() + budget.seconds * 1000;
  let plays = 0;
  let late = false;
  const session: Session = {
    async play(play) {
      signal.throwIfAborted();
      plays++;
      const outcome = await subject.play(play);
      for (const { kind, message } of outcome.problems) if (kind === "unobserved") unobserved.add(message);
      for (const text of outcome.assumptions ?? []) assumptions.add(text);
      return outcome;
    },
    remembered(play) {
      const key = JSON.stringify(play);
      let outcome = known.get(key);
      if (outcome === undefined) known.set(key, (outcome = session.play(play)));
      return outcome;
    },
    get plays() {
      return plays;
    },
    get late() {
      return late;
    },
    spent() {
      late ||= now() > deadline;
      return late || plays >= budget.plays;
    },
    unobserved,
    assumptions,
  };
  return session;
}
