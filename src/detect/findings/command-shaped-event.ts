import { isCommandShaped } from "../past-tense.ts";
import type { FindingRule } from "../finding-rule.ts";
import { namesOfNoEvent } from "./judged.ts";

export const commandShapedEvent: FindingRule = {
  id: "COMMAND_SHAPED_EVENT",
  severity: "warning",
  purpose: "An event that is named like an order couples its sender to whoever obeys; events state what happened.",
  *find({ map }) {
    const others = namesOfNoEvent(map);
    for (const { name, aliases, file, line } of map.eventTypes) {
      if (!isCommandShaped(name) || [name, ...aliases].some((word) => others.has(word))) continue;
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
