import { type Repeating } from "./repeat.ts";
import type { Material, Verified, VerifyOptions } from "./material.ts";
import type { Run } from "./run-schedules.ts";
import type { Schedule } from "./schedule.ts";
import type { Session } from "./session.ts";
import type { Opened } from "./subject.ts";
interface Cut {
    readonly material: Material;
    readonly options: VerifyOptions;
    readonly session: Session;
    readonly why: string;
    readonly opened?: Opened;
}
/** Nothing could be tried. */
export declare function inconclusive({ material, options, session, why, opened }: Cut): Verified;
interface Evidence extends Repeating {
    readonly material: Material;
    readonly opened: Opened;
    readonly asked: readonly Schedule[];
    readonly run: Run;
    readonly again: string | undefined;
}
/** From all plays to a verdict: what convicts is made small and repeated first. */
export declare function concluded(evidence: Evidence): Promise<Verified>;
export {};
