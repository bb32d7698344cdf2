import type { FindingRule } from "../../finding-rule.ts";

/** Rules that hold by reading a handler or a publish call; the reading of code states them. */
export const codeRules = {
  ACK_BEFORE_EFFECT: {
    severity: "error",
    purpose: "A message that is acknowledged before its work is lost when the work fails or the process dies.",
  },
  ERROR_SWALLOWED_THEN_ACKED: {
    severity: "error",
    purpose: "A failure that is caught and followed by an acknowledgement loses the message: no retry, no dead letter.",
  },
  FAILED_MESSAGE_LEFT_UNACKNOWLEDGED: {
    severity: "error",
    purpose:
      "A RabbitMQ message that is neither acknowledged nor rejected holds its place in the prefetch window until the channel closes.",
  },
  HANDLER_NOT_AWAITED: {
    severity: "error",
    purpose: "Work that is started and not awaited fails after the message counts as handled.",
  },
  AUTO_ACK_WITH_EFFECTS: {
    severity: "error",
    purpose: "With automatic acknowledgement the broker forgets a message on delivery, so a failure of its effects loses it.",
  },
  REQUEUE_FOREVER: {
    severity: "error",
    purpose: "A message that always fails and is always requeued blocks its queue and burns CPU without end.",
  },
  REJECT_WITHOUT_DEAD_LETTER: {
    severity: "error",
    purpose: "A message rejected without requeue on a queue without dead-letter exchange is dropped silently.",
  },
  DUPLICATE_REPEATS_EFFECT: {
    severity: "warning",
    purpose: "Brokers deliver more than once; an update that accumulates counts a second delivery again.",
  },
  NEW_EVENT_ID_ON_REDELIVERY: {
    severity: "warning",
    purpose: "An event that gets a fresh id on each delivery cannot be recognised as a duplicate downstream.",
  },
  DEDUPLICATION_IN_MEMORY: {
    severity: "warning",
    purpose: "Ids remembered in a variable are forgotten by a restart and unknown to a second instance.",
  },
  PUBLISH_WITHOUT_KEY: {
    severity: "info",
    purpose: "Kafka orders messages of one key only; without a key the events of one entity can overtake each other.",
  },
  PUBLISH_WITHOUT_CORRELATION_ID: {
    severity: "info",
    purpose: "Without a correlation id a flow cannot be followed across services.",
  },
  REPLY_AWAITED: {
    severity: "info",
    purpose: "An event states a fact; a message whose sender waits for the answer couples both services like a call.",
  },
} as const satisfies Record<string, Pick<FindingRule, "severity" | "purpose">>;

export const codeFindingRules: readonly FindingRule[] = Object.entries(codeRules).map(([id, rule]) => ({ id, ...rule }));
