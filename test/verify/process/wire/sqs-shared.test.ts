import { describe, expect, test } from "vitest";
import { type SqsClient, SqsError } from "../../../../src/verify/subjects/process/wire/sqs/client.ts";
import { converse, type Reading } from "../../../../src/verify/subjects/process/wire/sqs/conversation.ts";
import { queuesOf } from "../../../../src/verify/subjects/process/wire/sqs/queues.ts";
import { conversing } from "./talk.ts";

const arn = (kind: string, name: string) => `arn:aws:${kind}:us-east-1:000000000000:${name}`;
const url = (name: string) => `http://127.0.0.1/000000000000/${name}`;

/** A server on which others have a queue, and so many topics that the last one is on the second page. */
function serverOfOthers() {
  const changes: string[] = [];
  const there = new Set(["team"]);
  const client: SqsClient = {
    async call<T>(action: string, fields: object) {
      const { QueueName = "", QueueUrl = "" } = fields as { QueueName?: string; QueueUrl?: string };
      if (action === "GetQueueUrl" && !there.has(QueueName)) throw new SqsError("QueueDoesNotExist");
      if (action !== "GetQueueUrl") changes.push(`${action} ${QueueName}${QueueUrl}`);
      if (action === "CreateQueue") there.add(QueueName);
      return { QueueUrl: url(QueueName) } as T;
    },
    async sns(action, { Name = "", NextToken, TopicArn = "" }) {
      if (action === "ListTopics")
        return NextToken === undefined
          ? `<TopicArn>${arn("sns", "first")}</TopicArn><NextToken>100</NextToken>`
          : `<TopicArn>${arn("sns", "last")}</TopicArn>`;
      changes.push(`${action} ${Name}${TopicArn}`);
      return `<TopicArn>${arn("sns", Name)}</TopicArn>`;
    },
  };
  return { client, changes, there };
}

async function asked(isPrivate: boolean, target: string | undefined, body: string) {
  const { client, changes, there } = serverOfOthers();
  const queues = await queuesOf(client, { host: "", port: 1, private: isPrivate, isDead: () => false, isRetry: () => false });
  const reading: Reading = { client, queues, shared: !isPrivate, sources: new Set(), open: new Map(), withheld: new Map() };
  const { link, carrier, events } = conversing();
  let forwarded = 0;
  const ask = async () => ((forwarded += 1), { status: 200, headers: {}, body: "{}" });
  const done = converse({ link, target, body, ask, answer: () => undefined }, carrier, reading);
  return { done, changes, there, queues, events, forwarded: () => forwarded };
}

const json = (action: string, fields: object) => [`AmazonSQS.${action}`, JSON.stringify(fields)] as const;
const query = (Version: string, fields: Record<string, string>) =>
  [undefined, new URLSearchParams({ Version, ...fields }).toString()] as const;

describe("on a server that others use", () => {
  test.each([
    ["ReceiveMessage", ...json("ReceiveMessage", { QueueUrl: url("team") })],
    ["PurgeQueue", ...json("PurgeQueue", { QueueUrl: url("team") })],
    ["DeleteQueue", ...json("DeleteQueue", { QueueUrl: url("team") })],
    ["CreateQueue", ...json("CreateQueue", { QueueName: "team", Attributes: { DelaySeconds: "9" } })],
    ["StartMessageMoveTask", ...json("StartMessageMoveTask", { SourceArn: arn("sqs", "team") })],
    [
      "the team's dead letter",
      ...json("CreateQueue", {
        QueueName: "own",
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "team") }) },
      }),
    ],
    ["Publish", ...query("2010-03-31", { Action: "Publish", TopicArn: arn("sns", "last"), Message: "{}" })],
    ["DeleteTopic", ...query("2010-03-31", { Action: "DeleteTopic", TopicArn: arn("sns", "last") })],
    ["another service", "DynamoDB_20120810.UpdateItem", "{}"],
  ])("%s does not pass", async (_, target, body) => {
    const { done, changes, forwarded } = await asked(false, target, body);
    await expect(done).rejects.toThrow(/on a server that others use/);
    expect([changes, forwarded()]).toEqual([[], 0]);
  });

  test("a queue that it makes is its own, and is taken away", async () => {
    const { done, changes, queues, there, forwarded } = await asked(false, ...json("CreateQueue", { QueueName: "own" }));
    await done;
    expect(forwarded()).toBe(1);
    there.add("own");
    await queues.reset();
    expect(changes).toEqual([`DeleteQueue ${url("own")}`]);
  });
});

test.each([
  ["DynamoDB_20120810.UpdateItem", '{"TableName":"balances"}', "DynamoDB_20120810.UpdateItem"],
  [undefined, "Action=CreateUser&Version=2010-05-08", "CreateUser"],
  [undefined, "<Object/>", "no action of theirs"],
])("another service behind the same address is not looked at: %s %s", async (target, body, named) => {
  const { done, events, forwarded } = await asked(true, target, body);
  await done;
  expect(forwarded()).toBe(1);
  expect(events).toEqual([{ what: "strange", instance: "A", why: expect.stringContaining(`(${named})`) }]);
});

test("whoever asks who it is does nothing strange", async () => {
  const { done, events } = await asked(true, undefined, "Action=GetCallerIdentity&Version=2011-06-15");
  await done;
  expect(events).toEqual([]);
});
