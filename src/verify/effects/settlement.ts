import type { Acked, Settled } from "./gate.ts";

/** How each of some messages that were handed over ended. The first word on a message stands. */
export interface Settlement {
  readonly ack: (position: number) => void;
  /** It comes back. */
  readonly refuse: (position: number) => void;
  readonly isOpen: (position: number) => boolean;
  /** All that is still open comes back. */
  readonly refuseOpen: () => void;
  /** Resolves when nothing is open any more. */
  readonly done: Promise<void>;
  readonly result: () => Settled;
}

export function createSettlement(count: number, acked: Acked): Settlement {
  const ends: ("acked" | "refused" | undefined)[] = Array.from({ length: count });
  let finish: (() => void) | undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const end = (position: number, how: "acked" | "refused"): void => {
    if (position < 0 || position >= count || ends[position] !== undefined) return;
    ends[position] = how;
    if (how === "acked") acked(position);
    if (!ends.includes(undefined)) finish?.();
  };
  if (count === 0) finish?.();
  return {
    ack: (position) => end(position, "acked"),
    refuse: (position) => end(position, "refused"),
    isOpen: (position) => ends[position] === undefined,
    refuseOpen: () => ends.forEach((_, position) => end(position, "refused")),
    done,
    result: () =>
      settledOf(
        ends.flatMap((how, position) => (how === "acked" ? [] : [position])),
        count,
      ),
  };
}

/** One handler call for each message: return acknowledges, throw refuses. A single message's error is passed on, to be told. */
export async function oneByOne(settlement: Settlement, count: number, call: (position: number) => unknown): Promise<Settled> {
  for (let position = 0; position < count; position++) {
    try {
      await call(position);
      settlement.ack(position);
    } catch (error) {
      settlement.refuse(position);
      if (count === 1) throw error;
    }
  }
  return settlement.result();
}

export function settledOf(failed: readonly number[], count: number): Settled {
  if (failed.length === 0) return "acked";
  return failed.length === count ? "nacked" : { failed };
}
