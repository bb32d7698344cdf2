import type { Delivered } from "../../effects/gate.ts";
import { createSettlement, oneByOne } from "../../effects/settlement.ts";
import { invoke } from "./lambda.ts";
import { snsNotification, topicArn } from "./sns.ts";
import type { Shape } from "./shape.ts";

/** A Lambda function on a topic: one record for each call, which is tried again when it throws. */
export const lambdaSns: Shape = {
  name: "lambda-sns",
  docs: "https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html",
  hand: (handler, messages, { acked }) =>
    oneByOne(createSettlement(messages.length, acked), messages.length, (position) => {
      const record = snsRecord(messages[position]!);
      return invoke(handler, { Records: [record] }, record.Sns.MessageId);
    }),
};

function snsRecord(delivered: Delivered) {
  const { SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl, ...rest } = snsNotification(delivered);
  return {
    EventVersion: "1.0",
    EventSubscriptionArn: `${topicArn(delivered.topic)}:consumer`,
    EventSource: "aws:sns",
    Sns: { ...rest, SigningCertUrl, UnsubscribeUrl, Subject: null },
  };
}
