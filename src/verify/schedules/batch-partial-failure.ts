import type { Copy, Step } from "../play.ts";
import type { Schedule } from "../schedule.ts";
import { again, deliver, duplicateKinds, planned } from "../steps.ts";

export const batchPartialFailure: Schedule = {
  id: "F10",
  title: "batch-partial-failure",
  purpose: "A batch holds an event twice, brings one again beside new ones, or fails while it holds such a copy.",
  fix: "Handle each item by itself: record its id before the next one is looked at, and name the items that failed.",
  models: ["rewind", "individual"],
  *plan(stream) {
    if (stream.batchSize === undefined) return;
    for (const kind of duplicateKinds) {
      for (const [index, step] of stream.steps.entries()) {
        if (step.do !== "deliver") continue;
        const around = (...batches: readonly (readonly Copy[])[]): Step[] =>
          stream.steps.flatMap((other, at) => (at === index ? batches.map((copies) => deliver(copies)) : [other]));
        for (const [item, { event }] of step.copies.entries()) {
          const twice = [...step.copies.slice(0, item + 1), again(event, kind), ...step.copies.slice(item + 1)];
          yield planned(`F10:${kind}`, around(...cut(twice, stream.batchSize, item)));
          yield planned(`F10:${kind}`, around([...step.copies, again(event, kind)]));
        }
        const next = stream.steps[index + 1];
        if (next?.do !== "deliver") continue;
        for (const { event } of step.copies) {
          const mixed = deliver([again(event, kind), ...next.copies]);
          const steps = stream.steps.map((other, at) => (at === index + 1 ? mixed : other));
          yield planned(`F10:${kind}`, steps);
        }
      }
    }
  },
};

/** The same copies in batches no larger than the stream's, with the item and its copy in one of them. */
function cut(copies: readonly Copy[], size: number, item: number): (readonly Copy[])[] {
  const from = Math.max(0, Math.min(item, item + 2 - size));
  return [copies.slice(0, from), copies.slice(from, from + size), copies.slice(from + size)].filter((batch) => batch.length > 0);
}
