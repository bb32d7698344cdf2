import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode } from "../../../src/brokers/sqs/codec.ts";
import type { Message } from "../../../src/brokers/broker.ts";

const received = ({ body, attributes }: ReturnType<typeof encode>) =>
  decode({ MessageId: "m", Body: body, MessageAttributes: attributes, Attributes: { SentTimestamp: "1" } });

const message = (more: Partial<Message>): Message => ({ headers: {}, body: Buffer.from("{}"), ...more });

describe("what AWS can carry", () => {
  test("plain text and lawful headers travel as they are", () => {
    const headers = { type: "order.placed", "content-type": "application/json", emoji: "🦜" };
    const { body, attributes } = encode(message({ headers, body: Buffer.from('{"a":"ß🦜"}') }));
    expect(body).toBe('{"a":"ß🦜"}');
    expect(Object.keys(attributes)).toEqual(["type", "content-type", "emoji"]);
  });

  test("never more than ten attributes, and all headers come back", () => {
    const headers = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`h${index}`, String(index)]));
    const encoded = encode(message({ headers }));
    expect(Object.keys(encoded.attributes)).toHaveLength(10);
    expect(received(encoded).headers).toEqual(headers);
  });

  test.each(["gm", "gm-error-class", "AWS.x", "amazon.y", "a..b", ".a", "a.", "x-ü", "", "a b", "n".repeat(257)])(
    "the name %j is packed",
    (name) => {
      const encoded = encode(message({ headers: { [name]: "v" } }));
      expect(Object.keys(encoded.attributes)).toEqual(["gm"]);
      expect(received(encoded).headers).toEqual({ [name]: "v" });
    },
  );

  test.each(["", "\0", "\u001F", "\uFFFE", "\uD800"])("the value %j is packed, as letters that are allowed", (value) => {
    const encoded = encode(message({ headers: { h: value } }));
    expect(encoded.attributes["gm"]!.StringValue).toMatch(/^[ -~]+$/);
    expect(received(encoded).headers).toEqual({ h: value });
  });

  test.each([Buffer.from([]), Buffer.from([0]), Buffer.from([255, 254]), Buffer.from("a\u0001b")])("the body %j becomes base64", (body) => {
    const encoded = encode(message({ body }));
    expect(encoded.body).toMatch(/^[\w+/]*=*$/);
    expect(Buffer.from(received(encoded).body)).toEqual(body);
  });

  test("what SQS moved to the dead letter by itself is a crash loop, unless it says otherwise", () => {
    const Attributes = { DeadLetterQueueSourceArn: "arn:aws:sqs:eu-west-1:1:orders" };
    expect(decode({ Body: "x", Attributes }).headers).toEqual({ "gm-error-kind": "crash-loop" });
    const MessageAttributes = { gm: { DataType: "String", StringValue: '{"h":{"gm-error-kind":"fatal"}}' } };
    expect(decode({ Body: "x", Attributes, MessageAttributes }).headers).toEqual({ "gm-error-kind": "fatal" });
  });

  test("a header that is called __proto__ is one like others", () => {
    const headers = JSON.parse('{"__proto__": "a", "constructor": "b"}') as Record<string, string>;
    expect(JSON.stringify(received(encode(message({ headers }))).headers)).toBe(JSON.stringify(headers));
  });

  test("a foreign attribute that is called gm is one like others", () => {
    const { headers, body } = decode({ Body: "x", MessageAttributes: { gm: { DataType: "String", StringValue: "not JSON" } } });
    expect([headers, Buffer.from(body).toString()]).toEqual([{ gm: "not JSON" }, "x"]);
  });

  test("any message comes back whole", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(
        fc.dictionary(text, text, { maxKeys: 15 }),
        fc.option(text, { nil: undefined }),
        fc.uint8Array({ maxLength: 50 }),
        (headers, key, body) => {
          const own = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "gm-types"));
          const back = received(encode({ headers: own, body, ...(key !== undefined && { key }) }));
          expect({ ...back.headers }).toEqual({ ...own });
          expect(back.key).toBe(key);
          expect([...back.body]).toEqual([...body]);
        },
      ),
    );
  });
});
