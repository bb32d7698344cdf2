import type { Step } from "../play.ts";
import type { Schedule } from "../schedule.ts";
import { deliver, stepsOfEvents } from "../steps.ts";

export const lateFirstDelivery: Schedule = {
  id: "F13",
  title: "late-first-delivery",
  purpose: "An event is delivered for the first time after later ones of its key: a retry topic or a redrive overtook nothing but itself.",
  fix: "Guard by a version of the entity, park what comes too early, or keep the ladder in order (ordering: key).",
  models: ["individual"],
  *plan(stream) {
    for (const [event] of stepsOfEvents(stream).entries()) {
      if (!stream.keys.some((key, other) => other > event && key === stream.keys[event])) continue;
      const others = stream.steps.flatMap((step): Step[] => {
        if (step.do !== "deliver") return [step];
        const copies = step.copies.filter((copy) => copy.event !== event);
        return copies.length === 0 ? [] : [{ ...step, copies }];
      });
      yield {
        faultClass: "F13",
        play: { steps: [...others, deliver([{ event, kind: "first" }])], nacks: "tail" },
        against: "order",
      };
    }
  },
};
