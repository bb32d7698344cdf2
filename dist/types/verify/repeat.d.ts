import { type Conviction } from "./conviction.ts";
import type { Bench, Judged1 } from "./judgement.ts";
import type { Progress, VerifyOptions } from "./material.ts";
import type { Play } from "./play.ts";
import type { Schedule } from "./schedule.ts";
export interface Repeating {
    readonly bench: Bench;
    readonly list: readonly Schedule[];
    readonly clocks: readonly Play[];
    readonly options: VerifyOptions;
    readonly progress: Progress;
}
export type Shown = Extract<Conviction, {
    play: Play;
}>;
interface Repeated {
    /** By the class that they belong to. */
    readonly convictions: readonly Judged1[];
    readonly flaky: readonly string[];
    /** Of the lowest-numbered class that fails every time. */
    readonly counterexample: Shown | undefined;
}
/** For each model of delivery one violation must fail again, every time, before anybody is convicted. `found`: the lowest class first. */
export declare function repeat({ bench, list, clocks, options, progress }: Repeating, found: readonly Judged1[]): Promise<Repeated>;
export {};
