import type { Schedule } from "../schedule.ts";
import { neighbours, planned, telling, withFault } from "../steps.ts";

export const crashBeforeAck: Schedule = {
  id: "F6",
  title: "crash-before-ack",
  purpose: "The consumer dies after its effects and before its acknowledgement, so the broker delivers again.",
  fix: "Record the event id in the same transaction as the effects: the second delivery then finds it.",
  models: ["rewind", "individual"],
  *plan(stream) {
    const fault = { kind: "crash", at: "ack", side: "before" } as const;
    for (const steps of neighbours(stream, fault)) yield planned("F6", steps);
    for (const step of telling(stream)) yield planned("F6", withFault(stream.steps, step, fault));
  },
};
