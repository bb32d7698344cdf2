import type { Consume, Fate } from "../../../delivery/consumer-proof.ts";
import type { Attempt, PlayOutcome } from "../../../verify/observation.ts";
import type { Fault, Play, Step } from "../../../verify/play.ts";
import { throughDeadLetter } from "../../../verify/player/shapes/amqplib.ts";
import type { Subject } from "../../../verify/subject.ts";

/** Who brings a refused message back: the broker (its ladder), or nobody but the consumer's own code. */
export type Retries = "broker" | "code";

export interface Trial {
  readonly consume: Consume;
  /** The whole history once more, with time for what the consumer does in the background. */
  finish(): Promise<PlayOutcome>;
}

/** So long after the last message a relay or a timer has done its work. */
export const restMs = 90_000;

interface Setting {
  readonly base: Pick<Play, "clock" | "seed" | "events">;
  readonly poison: number;
  readonly fault: Fault | undefined;
  readonly retries: Retries;
}

/**
 * Runs the consumer on what a broker delivers, delivery by delivery: each time the whole history so far is played from the start,
 * with the new delivery at its end, so that the broker decides what comes next by what the consumer really did.
 */
export function startTrial(subject: Subject, { base, poison, fault, retries }: Setting): Trial {
  const steps: Step[] = [];
  let atMs = 0;
  let ways: string[] = [];

  return {
    finish: () => subject.play({ ...base, steps: [...steps, { do: "advance", ms: restMs }], nacks: "none" }),
    async consume(batch) {
      const now = Math.max(atMs, ...batch.map((each) => each.atMs));
      if (now > atMs) steps.push({ do: "advance", ms: now - atMs });
      atMs = now;
      const copies = batch.map(({ event, count }) => ({ event, kind: count === 1 ? ("first" as const) : ("redelivery" as const) }));
      const struck = fault !== undefined && copies.some(({ event }) => event === poison);
      const step = steps.push({ do: "deliver", to: "A", copies, ...(struck && { fault }) }) - 1;
      const outcome = await subject.play({ ...base, steps: [...steps], nacks: "none" });
      const broken = outcome.problems.find(({ kind }) => kind !== "unobserved" && kind !== "not-covered");
      if (broken) return { problem: broken.message };
      const before = firstAttempts(outcome, step);
      if (ways.some((way, index) => before[index] !== way))
        return { problem: "The consumer does not do the same twice with the same events." };
      const attempt = outcome.deliveries.find((each) => each.step === step);
      if (attempt === undefined) return { problem: "The consumer was not reached." };
      if (attempt.result === "lost") return { problem: "The consumer never settles a message." };
      ways = [...before, wayOf(attempt)];
      return copies.map((_, position) => fateOf(attempt, position, outcome, retries));
    },
  };
}

/** How each delivery before this step went. */
function firstAttempts({ deliveries }: PlayOutcome, until: number): string[] {
  const seen = new Map<number, string>();
  for (const attempt of deliveries)
    if (attempt.step >= 0 && attempt.step < until && !seen.has(attempt.step)) seen.set(attempt.step, wayOf(attempt));
  return [...seen.values()];
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
