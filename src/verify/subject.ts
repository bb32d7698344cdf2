import type { Play } from "./play.ts";
import type { PlayOutcome, Problem } from "./observation.ts";

/** What was found when the consumer was loaded once. */
export interface Opened {
  /** Events per batch; undefined: one by one. */
  readonly batchSize?: number;
  readonly hasTick: boolean;
  /** `table.column`, or `files.path:PREFIX`: declared as no effect. */
  readonly ignore: readonly string[];
  /** `sql` gives one row with a column `v`; `equals` is an expression over the distinct events, such as `sum(data.amount)`. */
  readonly invariant?: { readonly sql: string; readonly equals: string };
  /** Files inside the root that were loaded, relative to it, sorted: what the evidence depends on. */
  readonly files: readonly string[];
  /** Instrumented clients in use: `ctx`, `node:sqlite`, `kafkajs` … */
  readonly clients: readonly string[];
  /** What the instruments took for granted. */
  readonly assumptions?: readonly string[];
  /** A play takes long: single faults only, the most telling ones, no enumeration of races. */
  readonly slow?: true;
  /** Plays that may run at the same time; default: one. */
  readonly lanes?: number;
  /** Its broker brings nothing again that is still in work: races are with a copy of the producer. */
  readonly racesByProducer?: true;
  /** An instance may have several messages in work at once, though it takes them one by one. */
  readonly overlaps?: true;
  /** What of the classes this subject cannot play. */
  readonly lacking?: readonly Lacking[];
}

export interface Lacking {
  /** A class (`F9`) or a variant of it (`F2:redelivery`). */
  readonly faultClass: string;
  readonly why: string;
  /** Without it a pass is none. */
  readonly blocks?: true;
  /** Some of its plays are run all the same. */
  readonly partly?: true;
}

export type Opening = { readonly opened: Opened } | { readonly problem: Problem };

/** A consumer under test. One play at a time; every play starts from empty sinks and fresh module state. */
export interface Subject {
  open(): Promise<Opening>;
  /** Never rejects for what the consumer does: that is a problem in the outcome. Rejects with CANCELLED. */
  play(play: Play): Promise<PlayOutcome>;
  /** Ends everything it started. Safe to call twice. */
  close(): Promise<void>;
}
