import type { Delivered } from "../../effects/gate.ts";
import { settledOf } from "../../effects/settlement.ts";
import { failuresOf } from "./event.ts";
import { invoke } from "./lambda.ts";
import type { Shape } from "./shape.ts";
import { sqsMessage } from "./sqs.ts";

/** A Lambda function on a queue: `{Records: […]}`; `batchItemFailures` come back, a throw sends all of them back. */
export const lambdaSqs: Shape = {
  name: "lambda-sqs",
  docs: "https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html",
  alwaysBatch: true,
  async hand(handler, messages, { acked, assume }) {
    const Records = messages.map(sqsRecord);
    const answer = await invoke(handler, { Records }, Records[0]!.messageId);
    const failed = failuresOf(
      answer,
      Records.map(({ messageId }) => messageId),
    );
    if (failed.length > 0) assume("The event source mapping has ReportBatchItemFailures.");
    messages.forEach((_, position) => {
      if (!failed.includes(position)) acked(position);
    });
    return settledOf(failed, messages.length);
  },
};

function sqsRecord(delivered: Delivered) {
  const { MessageId, ReceiptHandle, Body, MD5OfBody, Attributes, MessageAttributes } = sqsMessage(delivered);
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue, stringListValues: [], binaryListValues: [] },
      ]),
    ),
    md5OfBody: MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${delivered.topic}`,
    awsRegion: "us-east-1",
  };
}
