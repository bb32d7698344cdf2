import { createHash } from "node:crypto";
import type { Delivered } from "../../effects/gate.ts";
import { deliveredHeaders, textOf } from "../../effects/payload.ts";
import { createSettlement, oneByOne } from "../../effects/settlement.ts";
import type { Shape } from "./shape.ts";

/** One message as ReceiveMessage gives it; its caller deletes it when the handler returns. A list: those that the answer gives back, or all. */
export const sqs: Shape = {
  name: "sqs",
  docs: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html",
  async hand(handler, messages, { acked, batch }) {
    const settlement = createSettlement(messages.length, acked);
    const made = messages.map(sqsMessage);
    if (!batch) return oneByOne(settlement, made.length, (position) => handler(made[position]));
    const answer = await handler(made);
    const kept = Array.isArray(answer) ? new Set(answer.map((each) => (each as { MessageId?: unknown } | null)?.MessageId)) : undefined;
    for (const [position, { MessageId }] of made.entries()) if (kept === undefined || kept.has(MessageId)) settlement.ack(position);
    settlement.refuseOpen();
    return settlement.result();
  },
};

/** A new receipt for every delivery; the message id stays for a redelivery and is new for a producer's duplicate. */
export function sqsMessage(delivered: Delivered) {
  const { event, key, offset, deliveryCount, timestampMs } = delivered;
  const Body = textOf(event);
  return {
    MessageId: messageIdOf(delivered),
    ReceiptHandle: receiptOf(delivered),
    MD5OfBody: createHash("md5").update(Body).digest("hex"),
    Body,
    Attributes: {
      ApproximateReceiveCount: String(deliveryCount),
      SentTimestamp: String(timestampMs),
      ApproximateFirstReceiveTimestamp: String(timestampMs),
      SenderId: "AIDAEXAMPLE",
      ...(key !== "" && { MessageGroupId: key, SequenceNumber: String(offset).padStart(20, "0") }),
    },
    MessageAttributes: Object.fromEntries(
      Object.entries(deliveredHeaders(delivered)).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
    ),
  };
}

export function messageIdOf({ topic, partition, offset }: Delivered): string {
  const hex = createHash("md5").update(`${topic}\n${partition}\n${offset}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function receiptOf(delivered: Delivered): string {
  return Buffer.from(`${messageIdOf(delivered)}#${delivered.deliveryCount}`).toString("base64");
}
