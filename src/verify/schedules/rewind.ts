import type { Schedule } from "../schedule.ts";
import { planned, repeated, restarted } from "../steps.ts";

export const rewind: Schedule = {
  id: "F12",
  title: "rewind",
  purpose: "After a rebalance or a crash the last events since the committed offset come again, in order.",
  fix: "Record the event ids in the transaction of the effects; an offset that was not committed says nothing.",
  models: ["rewind", "individual"],
  *plan(stream) {
    const { steps } = stream;
    const last = steps.length - 1;
    for (let from = last - 1; from > 0; from--)
      yield planned("F12", [...steps, ...restarted, ...repeated(steps, from, last, "redelivery")]);
    for (let done = 2; done < last; done++)
      yield planned("F12", [
        ...steps.slice(0, done + 1),
        ...restarted,
        ...repeated(steps, done - 1, done, "redelivery"),
        ...steps.slice(done + 1),
      ]);
  },
};
