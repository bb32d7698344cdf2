import type { Delivered } from "../../effects/gate.ts";
import { rawOf } from "../../effects/payload.ts";
import { createSettlement, oneByOne } from "../../effects/settlement.ts";
import { invoke } from "./lambda.ts";
import { messageIdOf } from "./sqs.ts";
import type { Shape } from "./shape.ts";

/** A Lambda function as the target of an EventBridge rule: the event, whose `detail` is ours unless the sample is one already. */
export const eventbridge: Shape = {
  name: "eventbridge",
  docs: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html",
  hand: (handler, messages, { acked }) =>
    oneByOne(createSettlement(messages.length, acked), messages.length, (position) =>
      invoke(handler, bridged(messages[position]!), messageIdOf(messages[position]!)),
    ),
};

/** The id is the same when the rule's target is tried again, and new for a producer's duplicate. */
function bridged(delivered: Delivered): unknown {
  const { event, topic, timestampMs } = delivered;
  const detail = rawOf(event)?.toString() ?? structuredClone(event);
  const own = detail as { detail?: unknown; "detail-type"?: unknown; event_type?: unknown; type?: unknown; source?: unknown };
  if (typeof own === "object" && own !== null && own.detail !== undefined && own["detail-type"] !== undefined) return detail;
  return {
    version: "0",
    id: messageIdOf(delivered),
    "detail-type": [own.event_type, own.type].find((name) => typeof name === "string") ?? topic,
    source: typeof own.source === "string" ? own.source : topic,
    account: "000000000000",
    time: new Date(timestampMs).toISOString().replace(/\.\d+Z$/, "Z"),
    region: "us-east-1",
    resources: [],
    detail,
  };
}
