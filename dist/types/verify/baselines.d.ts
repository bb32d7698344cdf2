import type { Material, VerifyOptions } from "./material.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Learned } from "./oracle/learned.ts";
import type { Play, Step } from "./play.ts";
import type { Session } from "./session.ts";
import type { Opened } from "./subject.ts";
export interface Baselines {
    readonly learned: Learned;
    readonly plays: readonly Play[];
    readonly first: PlayOutcome;
}
/** An answer, or why there can be none. */
export type Found<T> = {
    readonly found: T;
} | {
    readonly why: string;
};
/** The undisturbed run, three times under other clocks and seeds; five times where it shows chance or time. */
export declare function runBaselines(session: Session, material: Material, opened: Opened, steps: readonly Step[], options: VerifyOptions): Promise<Found<Baselines>>;
/** The undisturbed run once more, under another clock and seed. Undefined: it agrees. */
export declare function baselineAgain(session: Session, { learned, plays }: Baselines): Promise<string | undefined>;
/** Moments after the newest event, days apart, at odd minutes: grouping by hour or day does not change between two deliveries. */
export declare function clocks(events: readonly unknown[]): number[];
