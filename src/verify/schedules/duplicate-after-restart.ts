import type { Schedule } from "../schedule.ts";
import { again, deliver, duplicateKinds, insertedAfter, planned, restarted, stepsOfEvents } from "../steps.ts";

export const duplicateAfterRestart: Schedule = {
  id: "F3",
  title: "duplicate-after-restart",
  purpose: "The consumer restarts (a deployment, a crash) and an event that it has handled comes again.",
  fix: "Keep the ids of handled events in the database, not in memory.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const [event, step] of stepsOfEvents(stream).entries())
      for (const kind of duplicateKinds)
        yield planned(`F3:${kind}`, insertedAfter(stream.steps, step, ...restarted, deliver([again(event, kind)])));
  },
};
