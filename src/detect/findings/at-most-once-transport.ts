import type { FindingRule } from "../finding-rule.ts";
import { isOwn } from "./judged.ts";

/** https://redis.io/docs/latest/develop/interact/pubsub/#delivery-semantics */
export const atMostOnceTransport: FindingRule = {
  id: "AT_MOST_ONCE_TRANSPORT",
  severity: "warning",
  purpose: "Redis pub/sub keeps nothing, so an event that is published while its consumer is away is lost.",
  *find({ map }) {
    for (const consumer of map.consumers) {
      const { broker, id, file, line } = consumer;
      if (broker !== "redis-pubsub" || !isOwn(consumer, map)) continue;
      yield {
        at: id,
        file,
        line,
        message:
          "Redis pub/sub delivers at most once: what is published while this consumer restarts is lost, and a failure cannot be retried.",
        fix: "Read a Redis stream with a consumer group (XREADGROUP, XACK) instead, or say in an ignore why losing these events is fine.",
      };
    }
  },
};
