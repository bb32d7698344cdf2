import type { Schedule } from "../schedule.ts";
import { advance, again, deliver, duplicateKinds, hourMs, insertedAfter, planned, stepsOfEvents } from "../steps.ts";

const jumpsMs = [25 * hourMs, 8 * 24 * hourMs];

export const expiredDedupeWindow: Schedule = {
  id: "F9",
  title: "expired-dedupe-window",
  purpose: "An event comes again after a day or a week: a redrive of dead letters, a replay, an outage that ended.",
  fix: "Keep the record of handled events at least as long as the broker keeps events, plus the time until dead letters are sent again.",
  models: ["rewind", "individual"],
  *plan(stream) {
    for (const ms of jumpsMs)
      for (const [event, step] of stepsOfEvents(stream).entries())
        for (const kind of duplicateKinds)
          yield planned(`F9:${kind}`, insertedAfter(stream.steps, step, advance(ms), deliver([again(event, kind)])));
  },
};
