import type { Schedule } from "../schedule.ts";
import { again, deliver, duplicateKinds, insertedAfter, planned, stepsOfEvents } from "../steps.ts";

export const immediateDuplicate: Schedule = {
  id: "F1",
  title: "immediate-duplicate",
  purpose: "The same event comes twice in a row: the broker lost the acknowledgement, or the producer sent it again.",
  fix: "Record the event id under a unique key in the transaction of the effect, and skip what is recorded.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const [event, step] of stepsOfEvents(stream).entries()) {
      for (const kind of duplicateKinds) {
        const copy = deliver([again(event, kind)]);
        yield planned(`F1:${kind}`, insertedAfter(stream.steps, step, copy));
        if (stream.hasTick) yield planned(`F1:${kind}`, insertedAfter(stream.steps, step, { do: "tick", on: "A" }, copy));
      }
    }
  },
};
