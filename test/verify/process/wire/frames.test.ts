import { describe, expect, test } from "vitest";
import { frameSplitter } from "../../../../src/verify/subjects/process/wire/amqp/frames.ts";
import {
  ackFrame,
  bodySizeOf,
  firstFrame,
  methodOf,
  qosFrame,
  rejectFrame,
  requeueFrame,
} from "../../../../src/verify/subjects/process/wire/amqp/methods.ts";
import { propertiesOf } from "../../../../src/verify/subjects/process/wire/amqp/properties.ts";
import { commandSplitter, headersOf } from "../../../../src/verify/subjects/process/wire/nats/commands.ts";
import { placeOf, saidBy, takes, withoutOthers } from "../../../../src/verify/subjects/process/wire/nats/dialect.ts";
import { callOf, doneAnswer, onlyThose, receivedIn } from "../../../../src/verify/subjects/process/wire/sqs/calls.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");
const header =
  "02000100000047003c0000000000000000000734a0000000200674656e616e7453000000056e6f72746807617474656d70746202026f6b740102026331036d2d300c6f726465722e706c61636564ce";
const publish = `0100010000000c003c00280000000363617000ce${header}030001000000077b226e223a307dce`;

const told = (body: string) => ({ status: 200, body });
const only = (hex: string) => frameSplitter(false)(bytes(hex))[0]!;
const command = (text: string) => commandSplitter()(Buffer.from(text))[0]!;
const asked = (subject: string, body: object | string = "") => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return saidBy(command(`PUB ${subject} _INBOX.a.b ${text.length}\r\n${text}\r\n`));
};

describe("AMQP, as amqplib and RabbitMQ 3.10 write it", () => {
  test("frames are found wherever the stream is cut", () => {
    const all = bytes(publish);
    for (let cut = 1; cut < all.length; cut += 1) {
      const split = frameSplitter(false);
      const frames = [...split(all.subarray(0, cut)), ...split(all.subarray(cut))];
      expect(frames.map(({ kind }) => kind)).toEqual(["method", "header", "body"]);
    }
  });

  test.each([
    ["0100010000000d003c0050000000000000000201ce", { is: "basic.ack", tag: 2, multiple: true }],
    ["0100010000000d003c0078000000000000000300ce", { is: "basic.nack", tag: 3, multiple: false, requeue: false }],
    ["0100010000000d003c005a000000000000000401ce", { is: "basic.nack", tag: 4, multiple: false, requeue: true }],
    ["0100010000000c003c00280000000363617000ce", { is: "basic.publish", exchange: "", key: "cap" }],
    ["01000100000016003c0014000003636170067265616465720000000000ce", { is: "basic.consume", queue: "cap", tag: "reader", noAck: false }],
    ["01000100000019003c003c067265616465720000000000000005010003636170ce", { is: "basic.deliver", tag: 5, redelivered: true }],
    ["0100010000000b003c000a00000000000700ce", { is: "basic.qos", count: 7 }],
    ["0100010000000f0032000a0000036361700a00000000ce", { is: "queue.declare", queue: "cap", passive: false }],
  ])("%s", (hex, method) => expect(methodOf(only(hex))).toMatchObject(method));

  test("headers and properties of a message", () => {
    expect(bodySizeOf(only(header))).toBe(7);
    expect(propertiesOf(only(header))).toEqual({
      tenant: "north",
      attempt: "2",
      ok: "true",
      "correlation-id": "c1",
      "message-id": "m-0",
      type: "order.placed",
    });
  });

  test("what is written is what clients write", () => {
    expect(ackFrame(1, 2).toString("hex")).toBe("0100010000000d003c0050000000000000000200ce");
    expect(methodOf(frameSplitter(false)(requeueFrame(3, 9))[0]!)).toEqual({ is: "basic.nack", tag: 9, multiple: false, requeue: true });
    expect(methodOf(frameSplitter(false)(rejectFrame(3, 9))[0]!)).toEqual({ is: "basic.nack", tag: 9, multiple: false, requeue: false });
    expect(methodOf(frameSplitter(false)(qosFrame(only("0100010000000b003c000a00000000000700ce"), 9))[0]!)).toEqual({
      is: "basic.qos",
      count: 9,
    });
    const again = only("01000100000019003c003c067265616465720000000000000005010003636170ce");
    expect(methodOf(frameSplitter(false)(firstFrame(again))[0]!)).toMatchObject({ tag: 5, redelivered: false });
  });

  test("anything else is refused", () => {
    expect(() => frameSplitter(true)(Buffer.from("GET / HTTP/1.1\r\n"))).toThrow(/does not speak AMQP/);
    expect(() => frameSplitter(false)(Buffer.from("0123456789"))).toThrow(/no frame/);
  });
});

describe("NATS", () => {
  const ack = "$JS.ACK.ORDERS.billing.2.17.20.1795522005103000000.0";

  test("commands are found wherever the stream is cut", () => {
    const text = Buffer.from("PUB a.b _INBOX.1 5\r\nhe\r\no\r\nHPUB a 12 14\r\nNATS/1.0\r\n\r\nok\r\nPING\r\n");
    for (let cut = 1; cut < text.length; cut += 1) {
      const split = commandSplitter();
      const commands = [...split(text.subarray(0, cut)), ...split(text.subarray(cut))];
      expect(commands.map(({ name, payload }) => `${name} ${payload?.toString() ?? ""}`)).toEqual(["PUB he\r\no", "HPUB ok", "PING "]);
    }
  });

  test.each([
    ["+ACK", "ack"],
    ["", "ack"],
    ['-NAK {"delay": 5000000000}', "nack"],
    ["+WPI", "extend"],
    ["+TERM poison", "reject"],
  ])("%s", (payload, how) => {
    expect(saidBy(command(`PUB ${ack} ${payload.length}\r\n${payload}\r\n`))).toMatchObject({ what: "settles", mark: ack, how });
  });

  test("where a message lies, with and without a domain", () => {
    expect(placeOf(ack)).toEqual({ stream: "ORDERS", consumer: "billing", count: 2, sequence: 17 });
    expect(placeOf("$JS.ACK.hub.ACC123.ORDERS.billing.1.3.4.1795522005103000000.0.x")).toMatchObject({ stream: "ORDERS", sequence: 3 });
    expect(placeOf("orders.placed")).toBeUndefined();
  });

  test("what it asks for", () => {
    expect(asked("$JS.API.CONSUMER.MSG.NEXT.ORDERS.billing", { batch: 1 })).toMatchObject({
      what: "pulls",
      stream: "ORDERS",
      consumer: "billing",
    });
    expect(asked("$JS.API.CONSUMER.INFO.ORDERS.billing")).toMatchObject({ what: "looks", stream: "ORDERS", consumer: "billing" });
    expect(
      asked("$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.billing", { config: { filter_subject: "orders.eu", ack_policy: "explicit" } }),
    ).toMatchObject({
      what: "makes",
      consumer: "billing",
      filter: "orders.eu",
      unacknowledged: false,
    });
    expect(asked("orders.placed", "{}")).toMatchObject({ what: "sends", reply: "_INBOX.a.b", sent: { channel: "orders.placed" } });
  });

  test("headers, wildcards, and servers of a cluster", () => {
    expect(headersOf(Buffer.from("NATS/1.0 503\r\nNats-Msg-Id: 7\r\n\r\n"))).toEqual({ status: "503", "Nats-Msg-Id": "7" });
    expect([takes("orders.>", "orders.eu.placed"), takes("orders.*", "orders.eu.placed"), takes("orders.*", "orders.eu")]).toEqual([
      true,
      false,
      true,
    ]);
    const info = command('INFO {"server_id":"x","connect_urls":["10.0.0.1:4222"]}\r\n');
    expect(withoutOthers(info).toString()).toBe('INFO {"server_id":"x"}\r\n');
  });

  test("anything else is refused", () => {
    expect(() => commandSplitter()(Buffer.from("GET / HTTP/1.1\r\n"))).toThrow(/no command/);
    expect(() => commandSplitter()(Buffer.from("PUB a -1\r\n"))).toThrow(/no size/);
  });
});

describe("SQS and SNS", () => {
  test("both protocols say the same", () => {
    const json = callOf(
      "AmazonSQS.DeleteMessageBatch",
      JSON.stringify({ QueueUrl: "http://127.0.0.1:1/0/orders", Entries: [{ Id: "a", ReceiptHandle: "r1" }] }),
    );
    const form = new URLSearchParams({
      Action: "DeleteMessageBatch",
      QueueUrl: "http://127.0.0.1:1/0/orders",
      "DeleteMessageBatchRequestEntry.1.Id": "a",
      "DeleteMessageBatchRequestEntry.1.ReceiptHandle": "r1",
    });
    const query = callOf(undefined, form.toString());
    const wanted = { action: "DeleteMessageBatch", channel: "orders", batch: true, entries: [{ id: "a", receipt: "r1" }] };
    expect(json).toMatchObject({ ...wanted, protocol: "json" });
    expect(query).toMatchObject({ ...wanted, protocol: "query" });
    expect(JSON.parse(doneAnswer(json!).body)).toEqual({ Successful: [{ Id: "a" }], Failed: [] });
    expect(doneAnswer(query!).body).toContain("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>");
  });

  test("a message to a topic, and what is received", () => {
    const form = {
      Action: "Publish",
      TopicArn: "arn:aws:sns:us-east-1:0:invoices",
      Message: "{}",
      "MessageAttributes.entry.1.Name": "tenant",
      "MessageAttributes.entry.1.Value.StringValue": "north",
    };
    expect(callOf(undefined, new URLSearchParams(form).toString())).toMatchObject({
      action: "Publish",
      channel: "invoices",
      entries: [{ body: "{}", attributes: { tenant: "north" } }],
    });
    const xml =
      "<Message><MessageId>1</MessageId><ReceiptHandle>r</ReceiptHandle><Body>{&quot;a&quot;:&#34;&lt;&amp;&#x41;&quot;}</Body></Message>";
    expect(receivedIn("query", told(`<ReceiveMessageResult>${xml}</ReceiveMessageResult>`))).toEqual([
      { id: "1", receipt: "r", body: '{"a":"<&A"}' },
    ]);
    expect(receivedIn("json", told('{"Messages":[{"MessageId":"1","ReceiptHandle":"r","Body":"x"}]}'))).toEqual([
      { id: "1", receipt: "r", body: "x" },
    ]);
    expect(receivedIn("json", told("{}"))).toEqual([]);
    expect(receivedIn("json", { status: 500, body: "none" })).toEqual([]);
  });

  test.each(["json", "query"] as const)("an answer of SQS without some of its messages (%s)", (protocol) => {
    const ids = ["1", "2", "3"];
    const body =
      protocol === "json"
        ? JSON.stringify({ Messages: ids.map((id) => ({ MessageId: id, ReceiptHandle: `r${id}`, Body: "<Message>" })) })
        : `<R><A>${ids.map((id) => `<Message><MessageId>${id}</MessageId><ReceiptHandle>r${id}</ReceiptHandle><Body>&lt;Message></Body></Message>`).join("")}</A></R>`;
    const left = (...receipts: string[]) => onlyThose(protocol, { status: 200, body }, receipts);
    expect(receivedIn(protocol, left("r1", "r3")).map(({ id }) => id)).toEqual(["1", "3"]);
    expect(receivedIn(protocol, left("r3"))).toEqual([{ id: "3", receipt: "r3", body: "<Message>" }]);
    expect(left().body).toBe(protocol === "json" ? "{}" : "<R><A></A></R>");
    expect(left("r1", "r2", "r3").body).toBe(body);
  });
});
