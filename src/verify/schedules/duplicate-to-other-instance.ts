import type { Schedule } from "../schedule.ts";
import { again, deliver, duplicateKinds, insertedAfter, planned, stepsOfEvents } from "../steps.ts";

export const duplicateToOtherInstance: Schedule = {
  id: "F4",
  title: "duplicate-to-other-instance",
  purpose: "An event that one instance has handled comes again to another one, after a rebalance or a visibility timeout.",
  fix: "Share the record of handled events between the instances: one table, no cache or file of an instance.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const [event, step] of stepsOfEvents(stream).entries())
      for (const kind of duplicateKinds) yield planned(`F4:${kind}`, insertedAfter(stream.steps, step, deliver([again(event, kind)], "B")));
  },
};
