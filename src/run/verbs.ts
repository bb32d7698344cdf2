import type { Verb } from "./verb.ts";

/** THE list of verbs that work on the repository; the first one is what runs without arguments. */
export const verbs = [] as const satisfies readonly Verb[];
