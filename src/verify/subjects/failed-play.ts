import type { Observation, PlayOutcome, Problem } from "../observation.ts";

export const nothing: Observation = { tables: [], kv: [], files: [], published: [], http: [], deadLetters: [] };

/** The outcome of a play that did not come to its end: nothing can be said about its effects. */
export function failedPlay(problem: Problem): PlayOutcome {
  return { observation: nothing, trace: [], deliveries: [], faultsHit: 0, problems: [problem] };
}
