import type { Delivery, Features, Handler, Reader, Settlement } from "../brokers/broker.ts";
import type { Clock } from "../brokers/clock.ts";
import { type FailureKind, failureHeaders } from "./headers.ts";

/** An error that no further attempt can mend: the message goes to the dead letter at once. */
export class FatalError extends Error {
  readonly kind: "fatal" | "undecodable";

  constructor(message: string, kind: "fatal" | "undecodable" = "fatal") {
    super(message);
    this.name = "FatalError";
    this.kind = kind;
  }
}

export interface Ladder {
  /** Which attempt this delivery is, from 1. */
  readonly attemptOf: (delivery: Delivery) => number;
  /** What to do with a delivery whose handler failed: the next rung, or the dead letter when none is left or (`fatal`) none can help. */
  readonly afterFailure: (delivery: Delivery, error: unknown, fatal?: "fatal" | "undecodable") => Settlement;
}

/**
 * The ladder of one consumer. Attempts are counted by the broker where it delays in place, by `gm-attempt` where a message is
 * stored anew for each attempt, and in memory where it does neither: there a restart begins again at 1.
 */
export function ladderOf(consumer: string, reader: Reader, features: Features, clock: Clock): Ladder {
  const failures = new Map<string, number>();
  const anew = reader.rungs.some(({ channel }) => channel !== undefined);

  function attemptOf({ headers, count, id }: Delivery): number {
    if (anew) return Number(/^\d{1,4}$/.exec(headers["gm-attempt"] ?? "")?.[0] ?? 1);
    return features.counts ? count : 1 + (failures.get(id) ?? 0);
  }

  return {
    attemptOf,
    afterFailure(delivery, error, fatal = error instanceof FatalError ? error.kind : undefined) {
      const attempt = attemptOf(delivery);
      const rung = fatal === undefined ? reader.rungs[attempt - 1] : undefined;
      const failed = { consumer, error, nowMs: clock.now(), words: features.words };
      if (rung === undefined) {
        failures.delete(delivery.id);
        const kind: FailureKind = fatal ?? "exhausted";
        return { do: "reject", headers: failureHeaders(delivery, { ...failed, attempt, kind }) };
      }
      if (!anew) failures.set(delivery.id, attempt);
      return { do: "nack", afterMs: rung.waitMs, headers: failureHeaders(delivery, { ...failed, attempt: attempt + 1 }) };
    },
  };
}

/** Handles one delivery after the other and sends each failure up the ladder. */
export function onLadder(ladder: Ladder, handle: (delivery: Delivery, attempt: number) => Promise<void>): Handler {
  return async (batch) => {
    const settlements: Settlement[] = [];
    for (const delivery of batch) {
      try {
        await handle(delivery, ladder.attemptOf(delivery));
        settlements.push({ do: "ack" });
      } catch (error) {
        settlements.push(ladder.afterFailure(delivery, error));
      }
    }
    return settlements;
  };
}
