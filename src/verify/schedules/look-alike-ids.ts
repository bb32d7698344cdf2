import type { Schedule } from "../schedule.ts";

/** What is told apart by which undisturbed runs: the same shape of id, unrelated. */
const pairs: { set: string; unrelated: string[]; only?: "missing" }[] = [
  { set: "look-alike-prefix", unrelated: ["unrelated-ids-a", "unrelated-ids-b"] },
  { set: "look-alike-suffix", unrelated: ["unrelated-ids-a", "unrelated-ids-b"] },
  { set: "look-alike-case", unrelated: ["opaque-ids-a", "opaque-ids-b"] },
  { set: "one-timestamp", unrelated: ["other-times-a", "other-times-b"] },
  { set: "same-moment", unrelated: ["other-times-a", "other-times-b"], only: "missing" },
];

export const lookAlikeIds: Schedule = {
  id: "F14",
  title: "look-alike-ids",
  purpose: "Different events have ids that begin alike, end alike or differ in case only, or were made at the same moment.",
  fix: "Use the whole event id as the key and compare it exactly; no part of it, no timestamp.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const { set, unrelated, only } of pairs) {
      const alike = stream.eventSet(set);
      const references = unrelated.map((name) => stream.eventSet(name));
      if (alike === undefined || references.includes(undefined)) continue;
      yield {
        faultClass: "F14",
        play: { steps: stream.steps, ...alike },
        against: "unrelated-ids",
        ...(only && { only }),
        references: references.map((reference) => ({ steps: stream.steps, ...reference })),
      };
    }
  },
};
