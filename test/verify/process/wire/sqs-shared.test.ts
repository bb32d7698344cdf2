import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type SqsClient, sqsClient, SqsError } from "../../../../src/verify/subjects/process/wire/sqs/client.ts";
import { converse, type Reading } from "../../../../src/verify/subjects/process/wire/sqs/conversation.ts";
import { createSteering } from "../../../../src/verify/subjects/process/wire/sqs/steering.ts";
import { queuesOf } from "../../../../src/verify/subjects/process/wire/sqs/queues.ts";
import { isLeftOver, newPrefix, ownNames, plainNames } from "../../../../src/verify/subjects/process/wire/sqs/names.ts";
import { sqsWire } from "../../../../src/verify/subjects/process/wire/sqs/sqs-wire.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, startRig } from "./rig.ts";
import { conversing } from "./talk.ts";

const prefix = "gm-play-0-0-";

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
  const names = isPrivate ? plainNames : ownNames(prefix);
  const queues = await queuesOf(client, { private: isPrivate }, names);
  const { link, carrier, events } = conversing();
  const steering = createSteering(carrier, () => undefined);
  const reading: Reading = { client, queues, shared: !isPrivate, steering, sources: new Set(), open: new Map(), withheld: new Map() };
  const forwarded: string[] = [];
  const ask = async () => (forwarded.push(decodeURIComponent(names.request(target, body))), { status: 200, headers: {}, body: "{}" });
  const done = converse({ link, target, body, ask, answer: () => undefined }, carrier, reading);
  return { done, changes, there, queues, events, forwarded };
}

const json = (action: string, fields: object) => [`AmazonSQS.${action}`, JSON.stringify(fields)] as const;
const query = (Version: string, fields: Record<string, string>) =>
  [undefined, new URLSearchParams({ Version, ...fields }).toString()] as const;

describe("on a server that others use", () => {
  test.each([
    ["ReceiveMessage", ...json("ReceiveMessage", { QueueUrl: url("team") })],
    ["GetQueueUrl", ...json("GetQueueUrl", { QueueName: "team" })],
    ["PurgeQueue", ...json("PurgeQueue", { QueueUrl: url("team") })],
    ["DeleteQueue", ...json("DeleteQueue", { QueueUrl: url("team") })],
    ["CreateQueue", ...json("CreateQueue", { QueueName: "team", Attributes: { DelaySeconds: "9" } })],
    [
      "the team's dead letter",
      ...json("CreateQueue", {
        QueueName: "own",
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "team") }) },
      }),
    ],
    ["in the older protocol", ...query("2012-11-05", { Action: "DeleteQueue", QueueUrl: url("team") })],
    ["CreateTopic", ...query("2010-03-31", { Action: "CreateTopic", Name: "last" })],
    ["Publish", ...query("2010-03-31", { Action: "Publish", TopicArn: arn("sns", "last"), Message: arn("sns", "in the message") })],
    ["DeleteTopic", ...query("2010-03-31", { Action: "DeleteTopic", TopicArn: arn("sns", "last") })],
    [
      "Subscribe",
      ...query("2010-03-31", { Action: "Subscribe", Protocol: "sqs", TopicArn: arn("sns", "last"), Endpoint: arn("sqs", "team") }),
    ],
  ])("%s is about what has a name of its own", async (_, target, body) => {
    const { done, changes, forwarded } = await asked(false, target, body);
    await done;
    expect(forwarded).toHaveLength(1);
    for (const text of [...forwarded, ...changes.filter((change) => !change.startsWith("GetQueueAttributes"))]) {
      expect(text.replace(arn("sns", "in the message"), "")).not.toMatch(/(?<!gm-play-0-0-)\b(?:team|last)\b/);
      expect(text).not.toContain(`${prefix}in the message`);
    }
  });

  test.each([
    ["StartMessageMoveTask", ...json("StartMessageMoveTask", { SourceArn: arn("sqs", "team") })],
    ["another service", "DynamoDB_20120810.UpdateItem", "{}"],
    [
      "Subscribe",
      ...query("2010-03-31", { Action: "Subscribe", Protocol: "https", TopicArn: arn("sns", "last"), Endpoint: "https://a.b" }),
    ],
  ])("%s does not pass", async (_, target, body) => {
    const { done, changes, forwarded } = await asked(false, target, body);
    await expect(done).rejects.toThrow(/on a server that others use/);
    expect([changes, forwarded]).toEqual([[], []]);
  });

  test("a queue that it makes is its own, and is taken away", async () => {
    const { done, changes, queues, there, forwarded } = await asked(false, ...json("CreateQueue", { QueueName: "own" }));
    await done;
    expect(forwarded).toHaveLength(1);
    there.add(`${prefix}own`);
    await queues.reset();
    expect(changes).toEqual([`DeleteQueue ${url(`${prefix}own`)}`]);
  });

  test("what killed runs left behind goes after a day", () => {
    const name = `${newPrefix(Date.UTC(2026, 0, 1))}orders`;
    expect(isLeftOver(name, Date.UTC(2026, 0, 1, 23))).toBe(false);
    expect(isLeftOver(name, Date.UTC(2026, 0, 2, 1))).toBe(true);
    expect(isLeftOver("gm-play-orders", Date.UTC(2026, 0, 2, 1))).toBe(false);
  });

  test("a message of SNS tells the topic by its own name, and its sum is right", () => {
    const [Body, ReceiptHandle] = [JSON.stringify({ TopicArn: arn("sns", `${prefix}last`) }), "r"];
    const { Messages } = JSON.parse(ownNames(prefix).answer(JSON.stringify({ Messages: [{ Body, MD5OfBody: "0", ReceiptHandle }] }))) as {
      Messages: { Body: string; MD5OfBody: string }[];
    };
    const own = JSON.stringify({ TopicArn: arn("sns", "last") });
    expect(Messages).toEqual([{ Body: own, MD5OfBody: createHash("md5").update(own).digest("hex"), ReceiptHandle }]);
  });
});

describe.skipIf(!(await hasServer("fauxqs")))("beside queues of the same name", () => {
  test("its messages, its dead letter and its end leave those of others as they were", async () => {
    const server = await privateServer("fauxqs");
    const { hostname, port } = new URL(server.started.address["url"]!);
    const place = {
      host: hostname,
      port: Number(port),
      private: false,
      isDead: (name: string) => name.endsWith("-dlq"),
      isRetry: () => false,
    };
    const others = sqsClient(place);
    const list = async () => (await others.call<{ QueueUrls: string[] }>("ListQueues", {})).QueueUrls.sort();
    const made = async (QueueName: string, Attributes: object) =>
      (await others.call<{ QueueUrl: string }>("CreateQueue", { QueueName, Attributes })).QueueUrl;
    const attributes = async (QueueUrl: string) =>
      (await others.call<{ Attributes: Record<string, string> }>("GetQueueAttributes", { QueueUrl, AttributeNames: ["All"] })).Attributes;
    await made("orders-dlq", {});
    const redrive = JSON.stringify({ deadLetterTargetArn: arn("sqs", "orders-dlq"), maxReceiveCount: "7" });
    const orders = await made("orders", { VisibilityTimeout: "77", RedrivePolicy: redrive });
    await others.call("SendMessage", { QueueUrl: orders, MessageBody: "an order of the team" });
    const before = [await list(), await attributes(orders)];

    const wire = sqsWire(place);
    expect(await wire.open()).toBeUndefined();
    const rig = await startRig(wire, { command: [process.execPath, "test/verify/process/wire/consumers/sqs.mjs"] });
    await rig.start("A");
    for (const event of messages.keys()) await rig.play.put({ event, kind: "first" }, "A");
    expect(await rig.play.quiet(5000)).toBe(true);
    expect(rig.handled().sort()).toEqual(messages.map(({ id }) => id));
    const own = (await list()).filter((name) => name.includes("gm-play-"));
    expect(own).toHaveLength(2);
    const { VisibilityTimeout, RedrivePolicy = "" } = await attributes(own.find((name) => name.endsWith("orders"))!);
    expect([VisibilityTimeout, RedrivePolicy]).toEqual(["77", expect.stringMatching(/gm-play-[\w-]+-orders-dlq/)]);
    await rig.end();
    await wire.close();
    expect([await list(), await attributes(orders)]).toEqual(before);
    await server.end();
  });
});

test.each([
  ["DynamoDB_20120810.UpdateItem", '{"TableName":"balances"}', "DynamoDB_20120810.UpdateItem"],
  [undefined, "Action=CreateUser&Version=2010-05-08", "CreateUser"],
  [undefined, "<Object/>", "no action of theirs"],
])("another service behind the same address is not looked at: %s %s", async (target, body, named) => {
  const { done, events, forwarded } = await asked(true, target, body);
  await done;
  expect(forwarded).toHaveLength(1);
  expect(events).toEqual([{ what: "strange", instance: "A", why: expect.stringContaining(`(${named})`) }]);
});

test("whoever asks who it is does nothing strange", async () => {
  const { done, events } = await asked(true, undefined, "Action=GetCallerIdentity&Version=2011-06-15");
  await done;
  expect(events).toEqual([]);
});
