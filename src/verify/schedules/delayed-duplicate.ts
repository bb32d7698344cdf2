import type { Schedule, Stream } from "../schedule.ts";
import { again, deliver, duplicateKinds, insertedAfter, planned, stepsOfEvents } from "../steps.ts";

export const delayedDuplicate: Schedule = {
  id: "F2",
  title: "delayed-duplicate",
  purpose: "An event comes again after later ones, of the same key and of others: a redrive, a visibility timeout, a retrying producer.",
  fix: "Let only newer data win (WHERE excluded.version > version), or record every event id, not the last one.",
  models: ["individual"],
  *plan(stream) {
    const stepOf = stepsOfEvents(stream);
    for (const [event, step] of stepOf.entries()) {
      for (const after of places(stream, event, step, stepOf)) {
        for (const kind of duplicateKinds) {
          const copy = deliver([again(event, kind)]);
          yield planned(`F2:${kind}`, insertedAfter(stream.steps, after, copy));
        }
      }
    }
    if (!stream.hasTick) return;
    const last = stream.steps.length - 1;
    for (const [event, step] of stepOf.entries()) {
      if (step === last) continue;
      yield planned("F2:redelivery", insertedAfter(stream.steps, last, { do: "tick", on: "A" }, deliver([again(event, "redelivery")])));
    }
  },
};

/** After the next event, after the next of the same key, after all; for the first event after each other one. */
function places(stream: Stream, event: number, step: number, stepOf: readonly number[]): number[] {
  const last = stream.steps.length - 1;
  const sameKey = stepOf.find((at, other) => other > event && at > step && stream.keys[other] === stream.keys[event]);
  const wanted = [sameKey, last, step + 1];
  if (event === 0) for (let after = step + 1; after < last; after++) wanted.push(after);
  return [...new Set(wanted)].filter((after): after is number => after !== undefined && after > step && after <= last);
}
