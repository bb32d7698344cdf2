import type { Material } from "./material.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Step } from "./play.ts";
import type { Stream } from "./schedule.ts";
import type { Opened } from "./subject.ts";
/** Every event once, in order, to one instance; in batches where the consumer takes them. */
export declare function undisturbedSteps(count: number, batchSize?: number): Step[];
/** What the undisturbed run showed of the consumer, for the classes to plan on. */
export declare function streamOf(material: Material, opened: Opened, steps: readonly Step[], outcome: PlayOutcome): Stream;
/** The same events and clock jumps without a duplicate, a fault or a restart. */
export declare function undisturbed(steps: readonly Step[]): Step[];
/** Does the clock jump so far that the day may be another one? */
export declare function jumps(steps: readonly Step[]): boolean;
