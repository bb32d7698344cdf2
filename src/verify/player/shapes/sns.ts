import type { Delivered } from "../../effects/gate.ts";
import { deliveredHeaders, textOf } from "../../effects/payload.ts";
import { createSettlement, oneByOne } from "../../effects/settlement.ts";
import { messageIdOf } from "./sqs.ts";
import type { Shape } from "./shape.ts";

/** The JSON document that SNS sends to a subscribed URL or queue. Return acknowledges, throw refuses. */
export const sns: Shape = {
  name: "sns",
  docs: "https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html",
  hand: (handler, messages, { acked }) =>
    oneByOne(createSettlement(messages.length, acked), messages.length, (position) => handler(snsNotification(messages[position]!))),
};

export const topicArn = (topic: string) => `arn:aws:sns:us-east-1:000000000000:${topic}`;

export function snsNotification(delivered: Delivered) {
  const { event, topic, timestampMs } = delivered;
  return {
    Type: "Notification",
    MessageId: messageIdOf(delivered),
    TopicArn: topicArn(topic),
    Message: textOf(event),
    Timestamp: new Date(timestampMs).toISOString(),
    SignatureVersion: "1",
    Signature: "",
    SigningCertURL: "",
    UnsubscribeURL: "",
    MessageAttributes: Object.fromEntries(
      Object.entries(deliveredHeaders(delivered)).map(([name, Value]) => [name, { Type: "String", Value }]),
    ),
  };
}
