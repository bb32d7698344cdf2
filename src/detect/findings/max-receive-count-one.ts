import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";

export const maxReceiveCountOne: FindingRule = {
  id: "MAX_RECEIVE_COUNT_ONE",
  severity: "warning",
  purpose: "A queue dead-letters after one delivery, so any passing error, throttle or crash sends a good message there.",
  *find({ facts }) {
    for (const { name, file, line, maxReceive } of only(facts, "channel")) {
      if (maxReceive !== 1) continue;
      const message = `${name} moves a message to its dead letter after a single delivery: a throttled function, a deployment or a short outage is enough.`;
      yield {
        at: name,
        file,
        line,
        message,
        fix: "Raise maxReceiveCount to 4, and let handler errors that can never succeed go to the dead letter by themselves.",
      };
    }
  },
};
