import { namesOf } from "../link/names.ts";
import type { FindingRule } from "../finding-rule.ts";

export const consumerGroupShared: FindingRule = {
  id: "CONSUMER_GROUP_SHARED",
  severity: "warning",
  purpose: "Two services read one topic under the same group, so each gets only a part of the events.",
  *find({ map }) {
    const first = new Map<string, (typeof map.consumers)[number]>();
    for (const consumer of map.consumers) {
      const { broker, group, service, id, file, line, handler } = consumer;
      if (broker !== "kafka" || group === undefined || group.includes("${")) continue;
      for (const channel of namesOf(consumer.channel)) {
        const key = `${group} ${channel}`;
        const other = first.get(key);
        if (other === undefined) first.set(key, consumer);
        else if (other.service !== service && other.handler !== undefined && other.handler !== handler) {
          yield {
            at: id,
            file,
            line,
            message: `Services ${other.service} and ${service} both read ${channel} as group ${group}: Kafka shares the partitions out between them, so each misses events.`,
            fix: `Give one of them a group of its own.`,
            evidence: [{ file: other.file, line: other.line, what: `the other consumer of group ${group}` }],
          };
        }
      }
    }
  },
};
