import type { CallRule, Detector } from "../detector.ts";
import { awsChannelName } from "./aws-channel-name.ts";

const send: CallRule = {
  does: "produce",
  channel: ["0/QueueUrl"],
  key: ["0/MessageGroupId"],
  payload: ["0/MessageBody"],
  correlationId: ["0/MessageAttributes"],
  eventType: [
    "0/MessageAttributes/eventType/StringValue",
    "0/MessageAttributes/event_type/StringValue",
    "0/MessageAttributes/type/StringValue",
  ],
};
const receive: CallRule = { does: "consume", channel: ["0/QueueUrl"] };
const publish: CallRule = {
  does: "produce",
  broker: "sns",
  kind: "topic",
  channel: ["0/TopicArn"],
  key: ["0/MessageGroupId"],
  payload: ["0/Message"],
  correlationId: ["0/MessageAttributes"],
  eventType: [
    "0/MessageAttributes/eventType/StringValue",
    "0/MessageAttributes/event_type/StringValue",
    "0/MessageAttributes/type/StringValue",
  ],
};
const putEvents: CallRule = {
  does: "produce",
  broker: "eventbridge",
  kind: "bus",
  channel: ["0/Entries/*/EventBusName"],
  eventType: ["0/Entries/*/DetailType"],
  payload: ["0/Entries/*/Detail"],
  absent: "default",
};

/** Commands of the modular SDK and methods of its aggregated clients. */
export const awsSdkV3: Detector = {
  id: "aws-sdk-v3",
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/",
  broker: "sqs",
  kind: "queue",
  language: "javascript",
  modules: ["@aws-sdk/client-sqs", "@aws-sdk/client-sns", "@aws-sdk/client-eventbridge"],
  types: { "SQS()": "SQS", "SNS()": "SNS", "EventBridge()": "EventBridge" },
  calls: {
    SendMessageCommand: send,
    SendMessageBatchCommand: { ...send, payload: ["0/Entries/*/MessageBody"], key: ["0/Entries/*/MessageGroupId"] },
    ReceiveMessageCommand: receive,
    DeleteMessageCommand: { does: "acknowledge" },
    DeleteMessageBatchCommand: { does: "acknowledge" },
    PublishCommand: publish,
    PublishBatchCommand: publish,
    PutEventsCommand: putEvents,
    "SQS.sendMessage": send,
    "SQS.sendMessageBatch": { ...send, payload: ["0/Entries/*/MessageBody"], key: ["0/Entries/*/MessageGroupId"] },
    "SQS.receiveMessage": receive,
    "SQS.deleteMessage": { does: "acknowledge" },
    "SNS.publish": publish,
    "SNS.publishBatch": publish,
    "EventBridge.putEvents": putEvents,
  },
  shapes: {
    sendMessage: { key: "SQS.sendMessage", names: ["QueueUrl", "MessageBody"] },
    SendMessageCommand: { key: "SendMessageCommand", names: ["QueueUrl", "MessageBody"] },
    receiveMessage: { key: "SQS.receiveMessage", names: ["QueueUrl", "MaxNumberOfMessages"] },
    ReceiveMessageCommand: { key: "ReceiveMessageCommand", names: ["QueueUrl"] },
    deleteMessage: { key: "SQS.deleteMessage", names: ["QueueUrl", "ReceiptHandle"] },
    DeleteMessageCommand: { key: "DeleteMessageCommand", names: ["QueueUrl", "ReceiptHandle"] },
    publish: { key: "SNS.publish", names: ["TopicArn", "Message"] },
    PublishCommand: { key: "PublishCommand", names: ["TopicArn", "Message"] },
  },
  channelName: awsChannelName,
};
