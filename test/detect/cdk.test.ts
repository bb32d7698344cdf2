import { describe, expect, test } from "vitest";
import { detectFiles } from "./repository.ts";

const imports = `import * as sqs from "aws-cdk-lib/aws-sqs";
import * as sns from "aws-cdk-lib/aws-sns";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as subs from "aws-cdk-lib/aws-sns-subscriptions";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
const queue = new sqs.Queue(this, "Jobs", { queueName: "jobs" });
const topic = new sns.Topic(this, "News", { topicName: "news" });
const table = new dynamodb.Table(this, "Rows", { tableName: "rows" });
const fn = new lambda.Function(this, "Fn", { handler: "work.run", code: lambda.Code.fromAsset("src"), environment: { JOBS_URL: queue.queueUrl } });
`;

function stack(text: string, work = "export const run = async () => {};\n") {
  return detectFiles({
    "package.json": '{"dependencies":{"aws-cdk-lib":"2","@aws-sdk/client-sqs":"3"}}',
    "lib/stack.ts": imports + text,
    "src/work.ts": work,
  });
}

describe("a function is bound to a channel", () => {
  test.each([
    [
      "by a source in a variable",
      "const source = new sources.SqsEventSource(queue, { batchSize: 5 });\nfn.addEventSource(source);",
      "sqs",
      "jobs",
    ],
    [
      "among the options of a function",
      'new lambda.Function(this, "G", { handler: "work.run", code: lambda.Code.fromAsset("src"), events: [new sources.SqsEventSource(queue)] });',
      "sqs",
      "jobs",
    ],
    ["by a mapping of a queue", 'fn.addEventSourceMapping("M", { eventSourceArn: queue.queueArn });', "sqs", "jobs"],
    [
      "by a mapping of a stream",
      'new lambda.EventSourceMapping(this, "M", { target: fn, eventSourceArn: table.tableStreamArn });',
      "dynamodb-streams",
      "rows",
    ],
    ["by a subscription", "topic.addSubscription(new subs.LambdaSubscription(fn));", "sns", "news"],
  ])("%s", async (_, text, broker, channel) => {
    const map = await stack(text);
    expect(map.consumers.map((each) => [each.broker, each.channel, each.handler])).toEqual([[broker, channel, "src/work.ts#run"]]);
  });

  test("a source on a queue that is handed in is one all the same", async () => {
    const map = await stack("for (const each of props.queues) fn.addEventSource(new sources.SqsEventSource(each));");
    expect(map.consumers.map(({ channel, expression }) => [channel, expression])).toEqual([[null, "each"]]);
    expect(map.questions).toHaveLength(1);
  });

  test("a queue alone is none", async () => {
    expect((await stack("")).consumers).toEqual([]);
  });
});

test("a queue knows the topic it is subscribed to", async () => {
  const map = await stack("topic.addSubscription(new subs.SqsSubscription(queue));");
  expect(map.channels.find(({ name }) => name === "jobs")?.subscribedTo).toEqual(["news"]);
});

test("a bucket notifies a topic", async () => {
  const map = await stack("bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SnsDestination(topic));");
  expect(map.producers.map(({ broker, channel }) => [broker, channel])).toEqual([["sns", "news"]]);
});

test("the environment of a function names its channels", async () => {
  const work =
    'import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";\nexport const run = () => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.JOBS_URL, MessageBody: "x" }));\n';
  const map = await stack("", work);
  expect(map.producers.map(({ channel }) => channel)).toEqual(["jobs"]);
  expect(map.questions).toEqual([]);
});
