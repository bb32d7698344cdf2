import { baseline } from "./baseline.ts";
import { check } from "./check.ts";
import { replay } from "./replay.ts";
import { run } from "./run.ts";
import { stop } from "./stop.ts";
import type { Verb } from "./verb.ts";

/** THE list of verbs that work on the repository; the first one is what runs without arguments. */
export const verbs = [check, run, replay, baseline, stop] as const satisfies readonly Verb[];
