import type { Coverage, Verification } from "../model/verification.ts";
import type { Judged1 } from "./judgement.ts";
import type { Schedule } from "./schedule.ts";
import type { Opened } from "./subject.ts";
type Violation = Verification["violations"][number];
/** Violations that convict, by class and variant, the lowest number first. */
export declare function convicting(results: readonly Judged1[], list: readonly Schedule[]): Judged1[];
export declare function violationsOf(convictions: readonly Judged1[]): Violation[];
export declare function classesOf(results: readonly Judged1[], list: readonly Schedule[]): Coverage["classes"];
interface Uncovered {
    readonly faultClass: string;
    readonly why: string;
    readonly blocks: boolean;
}
/** Classes of which no play said anything. `blocks`: without them a pass is none. */
export declare function notCovered(results: readonly Judged1[], list: readonly Schedule[], { slow, lacking }?: Pick<Opened, "slow" | "lacking">, unplayed?: readonly Uncovered[]): Uncovered[];
/** Plays that should have said something and did not, with what they said instead. */
export declare function hung(results: readonly Judged1[]): {
    faultClass: string;
    why: string;
    plays: number;
}[];
/** Fault points: each effect, before and after, crash and error. */
export declare function pointsOf(results: readonly Judged1[], planned: number): Coverage["points"];
export {};
