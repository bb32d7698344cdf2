import type { Step } from "./play.ts";
/** Indices of the events that the steps deliver. */
export declare function eventsIn(steps: readonly Step[]): number[];
/** Indices of the steps that bring nothing for the first time: duplicates, restarts, jumps of the clock, runs of the background job. */
export declare function extrasIn(steps: readonly Step[]): number[];
export declare function withoutSteps(steps: readonly Step[], gone: ReadonlySet<number>): Step[];
/** Without every copy of these events. A race that loses a side is a delivery. */
export declare function withoutEvents(steps: readonly Step[], gone: ReadonlySet<number>): Step[];
/** Each way to make the steps a little smaller or plainer, the largest cut first. */
export declare function simplerSteps(steps: readonly Step[]): Generator<readonly Step[]>;
