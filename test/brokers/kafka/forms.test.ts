import { describe, expect, test } from "vitest";
import { fromRecord, noBody, toRecord } from "../../../src/brokers/kafka/record.ts";
import { add, fits, printTaken, skipTo, type Taken, takenOf } from "../../../src/brokers/kafka/taken.ts";
import { apart, groupsOf, topologyOf } from "../../../src/brokers/kafka/topology.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";

const wanted = { consumer: "a", channel: "orders", group: "billing", retry: defaultRetry };
const taken = (first: number, ...beyond: number[]): Taken => ({ first, beyond: new Set(beyond) });
const namesOf = (channel: string, group: string): string[] =>
  topologyOf({ ...wanted, channel, group }).resources.flatMap(({ kind, name }) => (kind === "topic" ? name : []));

describe("topics of a consumer", () => {
  test("each has a name of its own, in the order in which they are made", () => {
    expect(topologyOf(wanted).resources.map(({ role, id }) => `${role} ${id}`)).toEqual([
      "dead-letter kafka:topic:orders.billing.dlq",
      "rung kafka:topic:orders.billing.retry.0s",
      "rung kafka:topic:orders.billing.retry.1s",
      "rung kafka:topic:orders.billing.retry.5s",
      "rung kafka:topic:orders.billing.retry.30s",
      "source kafka:topic:orders",
      "consumer kafka:group:orders/billing",
    ]);
  });

  test("a rung is like its source, and has room for the headers of a failure", () => {
    const source = { partitions: 12, replicas: 3, "min.insync.replicas": 2, "max.message.bytes": 2_000_000, "cleanup.policy": "compact" };
    const [letter, entry] = topologyOf({ ...wanted, source }).resources;
    for (const each of [letter, entry])
      expect(each!.config).toMatchObject({ ...source, "max.message.bytes": 2_016_384, "cleanup.policy": "delete" });
  });

  test("names that Kafka does not take become ones that it does, and stay apart", () => {
    const odd = [namesOf("orders", "billing service"), namesOf("orders", "billing:service"), namesOf("orders", "x".repeat(300))].flat();
    for (const name of odd) expect(name).toMatch(/^[\w.-]{1,249}$/);
    expect(new Set(odd.filter((name) => name !== "orders")).size).toBe(odd.length - 3);
    expect(odd.filter((name) => name.endsWith(".retry.5s"))).toHaveLength(3);
  });

  test("which groups may read a rung is told by its name", () => {
    const rung = "shop.orders.billing.retry.5s";
    expect(groupsOf(rung)).toEqual(["orders.billing", "orders.billing.retry.5s", "billing", "billing.retry.5s"]);
    expect(groupsOf("orders.billing.retry.900ms")).toEqual(["billing", "billing.retry.900ms"]);
    expect(groupsOf("orders.billing.dlq")).toEqual([]);
  });

  test("a proof has names apart, and neither source nor dead letter of the real one", () => {
    const { channel, group, ...rest } = apart({ ...wanted, source: { partitions: 3 }, deadLetter: "graveyard" }, "run1");
    expect([channel, group]).toEqual(["gm-shadow.run1.orders", "gm-shadow.run1.billing"]);
    expect(rest).toEqual({ consumer: "a", retry: defaultRetry });
  });
});

describe("records", () => {
  test.each([
    ["text", { key: "k", headers: { a: "1", "x-ü": "ß" }, body: Buffer.from("{}") }],
    ["no key", { headers: {}, body: Buffer.from("") }],
    ["an empty key", { key: "", headers: {}, body: Buffer.from("a") }],
  ])("%s comes out as it went in", (_, message) => {
    expect(fromRecord(toRecord(message) as Parameters<typeof fromRecord>[0])).toEqual(message);
  });

  test.each([
    ["a key that is no text", { key: Buffer.from([0, 255, 128]), value: Buffer.from("a"), headers: {} }],
    ["a header that is no text", { key: null, value: Buffer.from("a"), headers: { id: Buffer.from([255, 254]) } }],
    ["a header that is there twice", { key: null, value: Buffer.from("a"), headers: { id: [Buffer.from("1"), Buffer.from([255])] } }],
    ["a header that looks like ours", { key: Buffer.from("\0kafka:base64:AA=="), value: Buffer.from("a"), headers: {} }],
  ])("%s is stored again byte for byte", (_, record) => {
    expect(toRecord(fromRecord(record))).toEqual(record);
  });

  test("a tombstone stays one", () => {
    const held = fromRecord({ key: Buffer.from("k"), value: null, headers: {} });
    expect(held.body).toBe(noBody);
    expect(toRecord({ ...held }).value).toBeNull();
  });
});

describe("what is taken from a dead-letter topic", () => {
  test.each([[[7]], [[12, 13, 14]], [Array.from({ length: 3000 }, (_, index) => 8 + index * 2)]])("%j", (beyond) => {
    expect(takenOf(5, printTaken(taken(5, ...beyond))!)).toEqual(taken(5, ...beyond));
  });

  test("what is contiguous needs no note", () => {
    const state = taken(5, 7);
    add(state, 6);
    expect(state).toEqual(taken(5, 6, 7));
    add(state, 5);
    expect(state).toEqual(taken(8));
    expect(printTaken(state)).toBe("");
    skipTo(state, 20);
    expect(state).toEqual(taken(20));
  });

  test("what does not fit is known before", () => {
    const state = taken(0);
    let offset = 1;
    // A pattern that cannot be packed.
    for (let seed = 1; fits(state, offset); offset += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      if (seed > 1_073_741_824) state.beyond.add(offset);
    }
    expect(offset).toBeGreaterThan(20_000);
    expect(printTaken(state)!.length).toBeLessThanOrEqual(4096);
  });

  test.each(["gm1:", "gm1:!!!", "gm1:AAAA", "something of somebody else"])("a note that is none of ours says nothing: %s", (text) => {
    expect(takenOf(5, text)).toEqual(taken(5));
  });
});
