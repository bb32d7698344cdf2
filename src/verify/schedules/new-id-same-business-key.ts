import type { Schedule } from "../schedule.ts";
import { twoOfOneKey } from "./same-id-other-payload.ts";

export const newIdSameBusinessKey: Schedule = {
  id: "F16",
  title: "new-id-same-business-key",
  purpose: "A producer without stable ids sends the same business event again under a new id.",
  fix: "Derive the event id from the business key in the producer, or put a unique key on the business key.",
  models: ["rewind", "individual"],
  advisory: true,
  *plan(stream) {
    const [first, second] = twoOfOneKey(stream);
    const set = stream.eventSet(`new-id-same-payload:${first}:${second}`);
    if (set !== undefined) yield { faultClass: "F16", play: { steps: stream.steps, ...set }, without: second };
  },
};
