import type { Consume, Fate } from "../../../delivery/consumer-proof.ts";
import type { Attempt, PlayOutcome } from "../../../verify/observation.ts";
import type { Fault, Play, Step } from "../../../verify/play.ts";
import { throughDeadLetter } from "../../../verify/player/shapes/amqplib.ts";
import type { Subject } from "../../../verify/subject.ts";

/** Who brings a refused message back: the broker (its ladder), or nobody but the consumer's own code. */
export type Retries = "broker" | "code";

export interface Trial {
  readonly consume: Consume;
  /** The whole history once more, with time for what the consumer does in the background; undefined: it went another way. */
  finish(): Promise<PlayOutcome | undefined>;
}

/** So long after the last message a relay or a timer has done its work. */
export const restMs = 90_000;

export const anotherWay = "The consumer does not do the same twice with the same events.";

interface Setting {
  readonly base: Pick<Play, "clock" | "seed" | "events">;
  readonly poison: number;
  readonly fault: Fault | undefined;
  readonly retries: Retries;
  /** Take it that neighbours are acknowledged as without the poison: they are played with the next delivery of the poison. */
  readonly trusting: boolean;
}

/**
 * Runs the consumer on what a broker delivers, delivery by delivery: each time the whole history so far is played from the start,
 * with the new delivery at its end, so that the broker decides what comes next by what the consumer really did.
 */
export function startTrial(subject: Subject, { base, poison, fault, retries, trusting }: Setting): Trial {
  const steps: Step[] = [];
  const ways = new Map<number, string>();
  let atMs = 0;
  const play = (more: readonly Step[]) => subject.play({ ...base, steps: [...steps, ...more], nacks: "none" });

  return {
    async finish() {
      const outcome = await play([{ do: "advance", ms: restMs }]);
      return wentAsBefore(outcome, ways) ? outcome : undefined;
    },
    async consume(batch) {
      const now = Math.max(atMs, ...batch.map((each) => each.atMs));
      if (now > atMs) steps.push({ do: "advance", ms: now - atMs });
      atMs = now;
      const copies = batch.map(({ event, count }) => ({ event, kind: count === 1 ? ("first" as const) : ("redelivery" as const) }));
      const poisoned = copies.some(({ event }) => event === poison);
      const step = steps.push({ do: "deliver", to: "A", copies, ...(poisoned && fault && { fault }) }) - 1;
      if (trusting && !poisoned) {
        ways.set(step, acked);
        return copies.map(() => "acked");
      }
      const outcome = await play([]);
      const broken = outcome.problems.find(({ kind }) => kind !== "unobserved" && kind !== "not-covered");
      if (broken) return { problem: broken.message };
      if (!wentAsBefore(outcome, ways)) return { problem: anotherWay };
      const attempt = outcome.deliveries.find((each) => each.step === step);
      if (attempt === undefined) return { problem: "The consumer was not reached." };
      if (attempt.result === "lost") return { problem: "The consumer never settles a message." };
      ways.set(step, wayOf(attempt));
      return copies.map((_, position) => fateOf(attempt, position, outcome, retries));
    },
  };
}

const acked = "acked ";

function wentAsBefore({ deliveries }: PlayOutcome, ways: ReadonlyMap<number, string>): boolean {
  return [...ways].every(([step, way]) => {
    const attempt = deliveries.find((each) => each.step === step);
    return attempt !== undefined && wayOf(attempt) === way;
  });
}

function wayOf({ result, back }: Attempt): string {
  return `${result} ${(back ?? []).join(",")}`;
}

function fateOf({ result, back }: Attempt, position: number, { assumptions = [] }: PlayOutcome, retries: Retries): Fate {
  if (result === "acked" || (result === "partial" && back?.includes(position) === false)) return "acked";
  if (result === "crashed") return "again";
  if (assumptions.includes(throughDeadLetter)) return "rejected";
  return retries === "broker" ? "refused" : "again";
}
