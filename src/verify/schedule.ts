import type { Play, Step } from "./play.ts";

/** An effect that the undisturbed run reached: the n-th of its delivery. */
export interface PointSeen {
  readonly n: number;
  readonly write: boolean;
  readonly http: boolean;
  readonly publish: boolean;
  readonly sink: string;
  readonly what: string;
  /** An error there means that nothing was applied: no connection is between. */
  readonly local: boolean;
  /** `crash after` and the like: which faults can strike there; absent: all. */
  readonly strikes?: readonly string[];
}

/** Other events in the place of the samples. */
export interface EventSet {
  readonly events: readonly unknown[];
  readonly ids: readonly string[];
  readonly eventsName: string;
}

/** What a class needs to know to make its plays. */
export interface Stream {
  /** The samples as delivered without faults. */
  readonly events: readonly unknown[];
  readonly batchSize?: number;
  /** Partition key of each event, by index: equal keys must keep their order. */
  readonly keys: readonly string[];
  /** The fault-free steps: every event once, in order, to instance A. */
  readonly steps: readonly Step[];
  /** Effects that each fault-free step reaches, by step index. */
  readonly points: readonly (readonly PointSeen[])[];
  /** Points of the background job's first run. */
  readonly tickPoints: readonly PointSeen[];
  readonly hasTick: boolean;
  /** The second copy of a race comes from the producer: the broker brings nothing again that is in work. */
  readonly racesByProducer?: boolean;
  /** Copies of one delivery are in work at once, each acknowledged by itself. */
  readonly overlaps?: boolean;
  /** Reads show as no effect: two deliveries may both have read before the first effect of either. */
  readonly readsUnseen?: boolean;
  readonly ids: readonly string[];
  /** Other events by name; undefined where these samples allow none. */
  readonly eventSet: (name: string) => EventSet | undefined;
}

export interface Planned {
  /** With a variant behind a colon where there is one: `F1:producer`. */
  readonly faultClass: string;
  /** `clock` and `seed` are set by the engine. */
  readonly play: Omit<Play, "clock" | "seed">;
  /** Compare with the undisturbed run (default), or with a run on unrelated ids (look-alikes), or for `orderSafe` only. */
  /** Only an effect that is missing counts: a value that differs may be right (the later of two that carry one time). */
  readonly only?: "missing";
  readonly against?: "baseline" | "unrelated-ids" | "order";
  /** Two faults: which class it is shows when it was made small. */
  readonly pair?: boolean;
  /** Given in words by the caller: played as it is. */
  readonly literal?: boolean;
  /** Compare with the undisturbed run without this event. */
  readonly without?: number;
  /** For look-alike ids: two undisturbed plays under unrelated ids, to compare with instead of the baseline. */
  readonly references?: readonly Omit<Play, "clock" | "seed">[];
}

/** One class of faults. `plan` enumerates its single-fault schedules, most telling first; pure and deterministic. */
export interface Schedule {
  /** Wire id, `F1` … `F18`. */
  readonly id: string;
  /** Kebab name; `faults` takes either. */
  readonly title: string;
  /** One sentence: what really happens in production. */
  readonly purpose: string;
  /** What a violation usually means, and the edit that cures it. */
  readonly fix: string;
  /** Models of delivery in which it can occur. */
  readonly models: readonly ("rewind" | "individual")[];
  /** Only told, never part of the verdict. */
  readonly advisory?: boolean;
  plan(stream: Stream): Iterable<Planned>;
}
