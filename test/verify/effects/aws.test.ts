import { describe, expect, it } from "vitest";
import { awsEventBridge } from "../../../src/verify/effects/aws-eventbridge.ts";
import { awsSdk } from "../../../src/verify/effects/aws-sdk.ts";
import { awsSns } from "../../../src/verify/effects/aws-sns.ts";
import { awsSqs } from "../../../src/verify/effects/aws-sqs.ts";
import { createBench, delivered, loadPatched, outcome, rest } from "./workshop.ts";

interface Message {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  Attributes?: Record<string, string>;
}

interface Client {
  send(command: object): Promise<{ Messages?: Message[]; MessageId?: string; Successful?: { Id: string }[] }>;
}

const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/ledger";

function setUp() {
  const bench = createBench();
  const running = bench.start(awsSqs);
  const sqs = loadPatched(running, "@aws-sdk/client-sqs") as Record<string, new (input: object) => never>;
  const client = new sqs["SQSClient"]!({ region: "eu-west-1" }) as Client;
  const call = (name: string, input: object) => client.send(new sqs[`${name}Command`]!(input));
  /** A polling loop of an instance that starts. */
  const poll = (work: (messages: Message[]) => Promise<void>, request: object = {}) =>
    bench.as("A", () => {
      void (async () => {
        for (;;) await work((await call("ReceiveMessage", { QueueUrl, ...request })).Messages ?? []);
      })();
    });
  const deliver = (...events: unknown[]) => {
    const messages = events.map((event, offset) => delivered(event, { offset }));
    return bench.as("A", () => bench.subscriptions[0]!.deliver(messages, (position) => acked.push(position)));
  };
  const acked: number[] = [];
  const remove = ({ ReceiptHandle }: Message) => call("DeleteMessage", { QueueUrl, ReceiptHandle });
  return { ...bench, running, call, poll, deliver, acked, remove };
}

describe("sqs", () => {
  it("keeps what is sent, as one effect for each request", async () => {
    const { as, call, running, trace, sent } = setUp();
    const MessageAttributes = { event_id: { DataType: "String", StringValue: "e1" } };
    await as("A", async () => {
      expect((await call("SendMessage", { QueueUrl, MessageBody: '{"n":1}', MessageAttributes })).MessageId).toMatch(/^[0-9a-f-]{36}$/);
      const batch = await call("SendMessageBatch", {
        QueueUrl,
        Entries: [
          { Id: "a", MessageBody: "x" },
          { Id: "b", MessageBody: "y" },
        ],
      });
      expect(batch.Successful!.map(({ Id }) => Id)).toEqual(["a", "b"]);
    });
    expect(trace).toEqual(["SendMessage ledger", "SendMessageBatch ledger"]);
    expect(sent.map(({ channel }) => channel)).toEqual(["ledger", "ledger", "ledger"]);
    expect((await running.observe!()).published).toEqual([
      { sink: "sqs", topic: "ledger", headers: { event_id: "e1" }, value: { n: 1 } },
      { sink: "sqs", topic: "ledger", value: "x" },
      { sink: "sqs", topic: "ledger", value: "y" },
    ]);
  });

  it("takes a FIFO message once, but not for an attempt that never arrived", async () => {
    const { as, call, running, strike } = setUp();
    const fifo = { QueueUrl: `${QueueUrl}.fifo`, MessageBody: "1", MessageGroupId: "k", MessageDeduplicationId: "d" };
    const send = () => as("A", () => call("SendMessage", fifo));
    strike({ kind: "error", at: 1, side: "before" });
    await expect(send()).rejects.toMatchObject({ name: "ServiceUnavailable" });
    await send();
    await send();
    expect((await running.observe!()).published).toHaveLength(1);
  });

  it("answers a poll with what is delivered; a delete acknowledges, the next poll ends the delivery", async () => {
    const { poll, deliver, acked, remove } = setUp();
    const seen: Message[] = [];
    poll(async ([message]) => {
      seen.push(message!);
      await remove(message!);
      expect(acked).toEqual([0]);
    });
    expect(await outcome(deliver({ n: 1 }))).toBe("acked");
    expect(JSON.parse(seen[0]!.Body)).toEqual({ n: 1 });
    expect(seen[0]!.Attributes).toBeUndefined();
  });

  it("sends back what a loop did not delete when nothing moves any more, and at once what it makes visible", async () => {
    const { poll, deliver, subscriptions, call, acked } = setUp();
    let visible = false;
    poll(async ([message]) => {
      if (visible) await call("ChangeMessageVisibility", { QueueUrl, ReceiptHandle: message!.ReceiptHandle, VisibilityTimeout: 0 });
    });
    const lost = deliver({ n: 1 });
    expect(await outcome(lost)).toBe("never");
    subscriptions[0]!.stalled!();
    expect(await outcome(lost)).toBe("nacked");
    visible = true;
    expect([await outcome(deliver({ n: 1 })), acked]).toEqual(["nacked", []]);
  });

  it("hands a batch over, of which some come back", async () => {
    const { poll, deliver, subscriptions, remove } = setUp();
    poll(
      async (messages) => {
        for (const message of messages) if (JSON.parse(message.Body).n !== 2) await remove(message);
      },
      { MaxNumberOfMessages: 10, AttributeNames: ["All"] },
    );
    expect(subscriptions[0]!.batch).toBe(true);
    const part = deliver({ n: 1 }, { n: 2 }, { n: 3 });
    await rest();
    subscriptions[0]!.stalled!();
    expect(await outcome(part)).toEqual({ failed: [1] });
  });

  it("waits for the first poll, and for a poller that takes one at a time", async () => {
    const { as, call, poll, deliver, remove, acked, subscriptions } = setUp();
    const first = as("A", () => call("ReceiveMessage", { QueueUrl }));
    expect(await outcome(first)).toBe("never");
    const three = deliver({ n: 1 }, { n: 2 }, { n: 3 });
    await remove((await first).Messages![0]!);
    expect(await outcome(three)).toBe("never");
    poll(async ([message]) => void (await remove(message!)));
    expect([await outcome(three), acked, subscriptions.length]).toEqual(["acked", [0, 1, 2], 1]);
  });

  it("polls anew after its instance died", async () => {
    const { poll, kill, subscriptions, running } = setUp();
    poll(async () => {});
    kill("A");
    poll(async () => {});
    expect(subscriptions).toHaveLength(2);
    await running.begin!();
  });
});

describe("publishing alone", () => {
  it("keeps what goes to a topic", async () => {
    const bench = createBench();
    const running = bench.start(awsSns);
    const sns = loadPatched(running, "@aws-sdk/client-sns") as Record<string, new (input: object) => never>;
    const client = new sns["SNSClient"]!({ region: "eu-west-1" }) as Client;
    const TopicArn = "arn:aws:sns:eu-west-1:123456789012:payments";
    await bench.as("A", async () => {
      await client.send(new sns["PublishCommand"]!({ TopicArn, Message: '{"n":1}', Subject: "s" }));
      await client.send(new sns["PublishBatchCommand"]!({ TopicArn, PublishBatchRequestEntries: [{ Id: "a", Message: "x" }] }));
    });
    expect(bench.trace).toEqual(["Publish payments", "PublishBatch payments"]);
    expect((await running.observe!()).published).toEqual([
      { sink: "sns", topic: "payments", headers: { Subject: "s" }, value: { n: 1 } },
      { sink: "sns", topic: "payments", value: "x" },
    ]);
  });

  it("keeps what goes to an event bus, through promises and callbacks", async () => {
    class EventBridgeClient {
      declare send: (command: object, callback?: (error: unknown, output: unknown) => void) => Promise<unknown>;
    }
    class PutEventsCommand {
      readonly input;
      constructor(input: object) {
        this.input = input;
      }
    }
    const bench = createBench();
    const running = bench.start(awsEventBridge);
    running.patch!({ EventBridgeClient });
    const client = new EventBridgeClient();
    const Entries = [{ Source: "ledger", DetailType: "payment.captured", Detail: '{"n":1}' }];
    await bench.as("A", () => client.send(new PutEventsCommand({ Entries })));
    bench.strike({ kind: "error", at: 1, side: "before" });
    const error = await new Promise((resolve) => {
      void bench.as("A", () => client.send(new PutEventsCommand({ Entries }), resolve));
    });
    expect(error).toMatchObject({ name: "ServiceUnavailable" });
    expect((await running.observe!()).published).toEqual([
      { sink: "eventbridge", topic: "default", headers: { DetailType: "payment.captured", Source: "ledger" }, value: { n: 1 } },
    ]);
  });
});

describe("the SDK v2", () => {
  /** As much of it as service classes are made of. */
  class Service {
    readonly serviceIdentifier: string;
    constructor(serviceIdentifier: string) {
      this.serviceIdentifier = serviceIdentifier;
    }
    makeRequest(operation: string): unknown {
      return { promise: async () => `real ${operation}` };
    }
  }
  interface Request {
    promise(): Promise<unknown>;
    send(callback: (error: unknown, output: unknown) => void): void;
  }
  const request = (service: string, operation: string, params?: object, callback?: (error: unknown, output: unknown) => void) =>
    (new Service(service).makeRequest as (...args: unknown[]) => Request).call(new Service(service), operation, params, callback);

  it("keeps what goes out by promise, callback or send, and leaves other services alone", async () => {
    const bench = createBench();
    const running = bench.start(awsSdk);
    running.patch!({ Service });
    await bench.as("A", async () => {
      await request("sqs", "sendMessage", { QueueUrl, MessageBody: "1" }).promise();
      await new Promise((resolve) => request("sns", "publish", { TopicArn: "arn:aws:sns:eu:1:out", Message: "2" }, resolve));
      await new Promise((resolve) => request("eventbridge", "putEvents", { Entries: [{ Detail: "3" }] }).send(resolve));
      expect(await request("dynamodb", "putItem").promise()).toBe("real putItem");
      bench.strike({ kind: "error", at: 1, side: "before" });
      await expect(request("sqs", "sendMessage", { QueueUrl, MessageBody: "4" }).promise()).rejects.toMatchObject({
        name: "ServiceUnavailable",
      });
    });
    expect((await running.observe!()).published!.map(({ sink, topic, value }) => `${sink} ${topic} ${String(value)}`)).toEqual([
      "sqs ledger 1",
      "sns out 2",
      "eventbridge default 3",
    ]);
  });
});
