import type { Difference } from "../model/verification.ts";
import type { PlayOutcome } from "./observation.ts";
import { type Judged } from "./oracle/judge.ts";
import type { Learned } from "./oracle/learned.ts";
import type { Play } from "./play.ts";
import type { Planned } from "./schedule.ts";
import type { Session } from "./session.ts";
/** With what the undisturbed run is compared. */
export interface Bench {
    readonly session: Session;
    readonly learned: Learned;
    /** The undisturbed run, as the first baseline played it. */
    readonly baseline: Play;
    readonly baselineOutcome: PlayOutcome;
    readonly events: readonly unknown[];
    /** Ids of the events, by index. */
    readonly ids: readonly string[];
}
export type Judgement = {
    readonly kind: "agrees";
    readonly judged: Judged;
} | {
    readonly kind: "differs";
    readonly judged: Judged;
    readonly deciding: readonly Difference[];
    readonly learned: Learned;
    readonly lossOnly: boolean;
}
/** Nothing can be said: it hung, the fault never struck, this subject cannot run it, the event went on elsewhere. `blocks`: a pass is no pass. */
 | {
    readonly kind: "silent";
    readonly why: string;
    readonly blocks: boolean;
};
export interface Judged1 {
    readonly planned: Planned;
    readonly play: Play;
    readonly outcome: PlayOutcome;
    readonly judgement: Judgement;
}
/** Runs a schedule and says whether its effects are those of the undisturbed run. */
export declare function playAndJudge(bench: Bench, planned: Planned): Promise<Judged1>;
export declare function judgement(bench: Bench, planned: Planned, play: Play, outcome: PlayOutcome): Promise<Judgement>;
/** The undisturbed run to compare with, under the mask; text: why there is none. */
export declare function learnedFor({ session, learned, baseline }: Bench, planned: Planned, play: Play, outcome: PlayOutcome): Promise<Learned | string>;
