import { isCommandShaped } from "../past-tense.ts";
import type { FindingRule } from "../finding-rule.ts";

export const commandShapedEvent: FindingRule = {
  id: "COMMAND_SHAPED_EVENT",
  severity: "warning",
  purpose: "An event that is named like an order couples its sender to whoever obeys; events state what happened.",
  *find({ map }) {
    for (const { name, file, line } of map.eventTypes) {
      if (!isCommandShaped(name)) continue;
      yield {
        at: name,
        file,
        line,
        message: `${name} reads like a command: its sender expects somebody to act, which is a call in disguise.`,
        fix: "Name what happened, in the past tense (order.placed), and let the receivers decide; or send it as a command to one receiver and keep it out of the events.",
      };
    }
  },
};
