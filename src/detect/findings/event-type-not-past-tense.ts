import { isCommandShaped, isPastTense, nameWords } from "../past-tense.ts";
import type { FindingRule } from "../finding-rule.ts";

export const eventTypeNotPastTense: FindingRule = {
  id: "EVENT_TYPE_NOT_PAST_TENSE",
  severity: "info",
  purpose: "The name of an event does not say what happened.",
  *find({ map }) {
    for (const { name, file, line } of map.eventTypes) {
      // Only a name that calls itself an event is one beyond doubt.
      if (!name.endsWith("Event") || nameWords(name).length < 2 || isPastTense(name) || isCommandShaped(name)) continue;
      yield {
        at: name,
        file,
        line,
        message: `${name} does not say what happened: a reader of the stream cannot tell what state it stands for.`,
        fix: "Give each thing that can happen its own type in the past tense, for example order.placed and order.cancelled.",
      };
    }
  },
};
