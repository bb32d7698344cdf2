import type { Schedule } from "../schedule.ts";
import { planned, repeated, restarted } from "../steps.ts";

export const replayFromStart: Schedule = {
  id: "F11",
  title: "replay-from-start",
  purpose: "The offset is set back to the start, or all events are sent again: everything comes a second time, in order.",
  fix: "Make every effect safe to repeat for as long as the channel is kept; guard what leaves the system by the event id.",
  models: ["rewind", "individual"],
  *plan(stream) {
    const { steps } = stream;
    const last = steps.length - 1;
    const from0 = (to: number) => repeated(steps, 0, to, "redelivery");
    yield planned("F11", [...steps, ...restarted, ...from0(last)]);
    yield planned("F11:producer", [...steps, ...repeated(steps, 0, last, "producer")]);
    yield planned("F11", [...steps, ...from0(last)]);
    for (let done = last - 1; done > 0; done--)
      yield planned("F11", [...steps.slice(0, done + 1), ...restarted, ...from0(done), ...steps.slice(done + 1)]);
  },
};
