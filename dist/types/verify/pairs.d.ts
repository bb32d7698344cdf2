import type { Planned, Stream } from "./schedule.ts";
/** Two faults in one play, drawn by seed: an endless list. `classes`: ids that may take part. */
export declare function pairs(stream: Stream, classes: ReadonlySet<string>, seed: number): Generator<Planned>;
