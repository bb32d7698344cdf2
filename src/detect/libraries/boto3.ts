import type { CallRule, Detector } from "../detector.ts";
import { awsChannelName } from "./aws-channel-name.ts";

const send: CallRule = {
  does: "produce",
  channel: ["QueueUrl"],
  key: ["MessageGroupId"],
  payload: ["MessageBody"],
  correlationId: ["MessageAttributes"],
  eventType: ["MessageAttributes/event_type/StringValue", "MessageAttributes/eventType/StringValue", "MessageAttributes/type/StringValue"],
};
const publish: CallRule = {
  does: "produce",
  broker: "sns",
  kind: "topic",
  channel: ["TopicArn"],
  key: ["MessageGroupId"],
  payload: ["Message"],
  correlationId: ["MessageAttributes"],
  eventType: ["MessageAttributes/event_type/StringValue", "MessageAttributes/eventType/StringValue", "MessageAttributes/type/StringValue"],
};
const queue = ["origin:QueueName", "origin:0"];
const topic = ["origin:0", "origin:arn"];

/** The AWS SDK for Python; aioboto3 shares its shapes. */
export const boto3: Detector = {
  id: "boto3",
  docs: "https://boto3.amazonaws.com/v1/documentation/api/latest/",
  broker: "sqs",
  kind: "queue",
  language: "python",
  modules: [
    "boto3",
    "aioboto3",
    "aiobotocore",
    // Stubs: the annotation names the client. https://pypi.org/project/mypy-boto3-sqs/
    ...["mypy_boto3", "types_boto3", "types_aiobotocore"].flatMap((stubs) =>
      ["sqs", "sns", "events"].map((service) => `${stubs}_${service}`),
    ),
  ],
  types: {
    "SQSClient()": "SqsClient",
    "SNSClient()": "SnsClient",
    "EventBridgeClient()": "EventsClient",
    "SQSServiceResource()": "SqsResource",
    "SNSServiceResource()": "SnsResource",
    "Queue()": "Queue",
    "Topic()": "Topic",
    "Session()": "Session",
    "session.Session()": "Session",
    "client(sqs)": "SqsClient",
    "client(sns)": "SnsClient",
    "client(events)": "EventsClient",
    "resource(sqs)": "SqsResource",
    "resource(sns)": "SnsResource",
    "Session.client(sqs)": "SqsClient",
    "Session.client(sns)": "SnsClient",
    "Session.client(events)": "EventsClient",
    "Session.resource(sqs)": "SqsResource",
    "Session.resource(sns)": "SnsResource",
    "SqsResource.Queue()": "Queue",
    "SqsResource.get_queue_by_name()": "Queue",
    "SqsResource.create_queue()": "Queue",
    "SqsClient.get_queue_url()": "QueueUrl",
    "SqsClient.create_queue()": "QueueUrl",
    "SnsResource.Topic()": "Topic",
    "SnsResource.create_topic()": "Topic",
  },
  calls: {
    "SqsClient.send_message": send,
    "SqsClient.send_message_batch": { ...send, payload: ["Entries/*/MessageBody"], key: ["Entries/*/MessageGroupId"] },
    "SqsClient.receive_message": { does: "consume", channel: ["QueueUrl"] },
    "SqsClient.delete_message": { does: "acknowledge" },
    "Queue.send_message": { ...send, channel: queue },
    "Queue.send_messages": { ...send, channel: queue, payload: ["Entries/*/MessageBody"], key: ["Entries/*/MessageGroupId"] },
    "Queue.receive_messages": { does: "consume", channel: queue },
    "SnsClient.publish": publish,
    "SnsClient.publish_batch": publish,
    "Topic.publish": { ...publish, channel: topic },
    "EventsClient.put_events": {
      does: "produce",
      broker: "eventbridge",
      kind: "bus",
      channel: ["Entries/*/EventBusName"],
      eventType: ["Entries/*/DetailType"],
      payload: ["Entries/*/Detail"],
      absent: "default",
    },
  },
  shapes: {
    send_message: { key: "SqsClient.send_message", names: ["QueueUrl", "MessageBody"] },
    receive_message: { key: "SqsClient.receive_message", names: ["QueueUrl"] },
    delete_message: { key: "SqsClient.delete_message", names: ["QueueUrl", "ReceiptHandle"] },
    publish: { key: "SnsClient.publish", names: ["TopicArn", "Message"] },
  },
  values: { "QueueUrl.QueueUrl": "origin:QueueName" },
  channelName: awsChannelName,
};
