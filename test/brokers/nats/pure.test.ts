import { headers as natsHeaders } from "nats";
import { describe, expect, test } from "vitest";
import { inWordsOf, rawOf } from "../../../src/brokers/nats/config.ts";
import { handedOf } from "../../../src/brokers/nats/handed.ts";
import { decodeHeaders, encodeHeaders } from "../../../src/brokers/nats/headers.ts";
import { covers, isPattern, nameOf, namesOf, overlap, streamNameOf } from "../../../src/brokers/nats/names.ts";
import { apart, topologyOf } from "../../../src/brokers/nats/topology.ts";
import { wish } from "./setting.ts";

describe("subjects", () => {
  test.each([
    ["orders", "orders", true],
    ["orders", "orders.placed", false],
    ["orders.>", "orders", false],
    ["orders.>", "orders.placed.eu", true],
    ["orders.*", "orders.placed", true],
    ["orders.*", "orders.>", false],
    ["orders.>", "orders.*", true],
    ["*.placed", "orders.*", false],
    [">", "orders.>", true],
  ])("%s covers %s: %s", (outer, inner, expected) => expect(covers(outer, inner)).toBe(expected));

  test.each([
    ["orders.*", "*.placed", true],
    ["orders.>", "orders", false],
    ["orders.eu.*", "orders.*", false],
    ["a.b", "a.c", false],
    ["a.>", "a.b.c", true],
  ])("%s and %s overlap: %s", (one, two, expected) => {
    expect(overlap(one, two)).toBe(expected);
    expect(overlap(two, one)).toBe(expected);
  });

  test("patterns", () => expect(["a.b", "a.*", ">", "a.b*"].map(isPattern)).toEqual([false, true, true, false]));
});

describe("names", () => {
  test("what a stream may not be called becomes what it may", () => {
    expect(["orders.placed", "orders.>", "orders.*.eu", "Örder/s x"].map(streamNameOf)).toEqual([
      "ORDERS_PLACED",
      "ORDERS",
      "ORDERS_ANY_EU",
      "_RDER_S_X",
    ]);
  });

  test("a long one stays apart from another with the same beginning", () => {
    const [one, two] = [nameOf(`${"x".repeat(300)}1`), nameOf(`${"x".repeat(300)}2`)];
    expect(one).not.toBe(two);
    expect([one.length, two.length]).toEqual([100, 100]);
  });

  test("two groups of one stream share nothing", () => {
    const [one, two] = [namesOf("ORDERS", "billing"), namesOf("ORDERS", "mail")].map((names) => Object.values(names));
    expect(one!.filter((each) => two!.includes(each))).toEqual(["ORDERS"]);
  });
});

describe("headers", () => {
  test("come back as they were, line breaks and all", () => {
    const message = { key: "k 1", headers: { "x-ü": "ß", "a%b": "50 %", stack: "Error\n  at a\r\n", edge: " x ", odd: "utf-8''%41" } };
    const wire = encodeHeaders(message, natsHeaders());
    expect(wire.get("stack")).toBe("utf-8''Error%0A%20%20at%20a%0D%0A");
    expect(decodeHeaders(wire)).toEqual(message);
  });

  test("what the server means for itself does not travel on", () => {
    const wire = encodeHeaders({ headers: { "Nats-Msg-Id": "1", "nats-expected-last-sequence": "9", a: "1" } }, natsHeaders());
    expect([...wire].map(([name]) => name)).toEqual(["a"]);
  });

  test("a broken encoding stays text", () => {
    const wire = natsHeaders();
    wire.set("a", "utf-8''%E0%A4%A");
    expect(decodeHeaders(wire).headers).toEqual({ a: "%E0%A4%A" });
  });
});

test.each([
  ["$JS.ACK.ORDERS.billing.2.17.40.1700000000123456789.5", { count: 2, seq: 17, atMs: 1_700_000_000_123 }],
  ["$JS.ACK.hub.ACC.ORDERS.billing.3.18.41.1700000000123456789.5.x", { count: 3, seq: 18, atMs: 1_700_000_000_123 }],
  ["_INBOX.a.b", undefined],
])("%s tells what was delivered", (reply, expected) => {
  const handed = handedOf({ subject: "orders", reply, data: new Uint8Array() } as never);
  if (expected === undefined) expect(handed).toBeUndefined();
  else expect(handed).toMatchObject(expected);
});

const byId = (wanted = wish()) => Object.fromEntries(topologyOf(wanted).resources.map(({ id, config }) => [id, config]));

describe("topology", () => {
  test("of a channel without stream", () => {
    expect(Object.keys(byId())).toEqual([
      "nats:stream:ORDERS_billing_DLQ",
      "nats:stream:GM_ADVISORIES",
      "nats:stream:ORDERS_billing_ENTRY",
      "nats:consumer:ORDERS_billing_ENTRY/billing",
      "nats:stream:ORDERS",
      "nats:consumer:ORDERS/billing",
    ]);
    expect(byId()["nats:consumer:ORDERS/billing"]).toEqual({
      ack_policy: "explicit",
      ack_wait: 2_200_000_000,
      max_deliver: 8,
      backoff: "none",
      filter_subject: "orders",
    });
  });

  test("keeps a found stream as it is, and its dead letter as safe as that", () => {
    const all = byId(wish({}, { source: { name: "SHOP", retention: "limits", num_replicas: 3 } }));
    expect(all["nats:stream:SHOP"]).toEqual({});
    expect(all["nats:stream:SHOP_billing_DLQ"]).toMatchObject({ subjects: "dlq.SHOP.billing.>", num_replicas: 3 });
  });

  test("a dead letter that the code names is kept whole, but may hold many on its subject", () => {
    const { resources, reader } = topologyOf(wish({}, { deadLetter: "orders.dead" }));
    expect(reader.deadLetter).toBe("orders.dead");
    expect(resources[0]).toMatchObject({ id: "nats:stream:ORDERS_DEAD", config: { subjects: "orders.dead", discard: "new", max_age: 0 } });
    expect(resources[0]!.config).not.toHaveProperty("max_msgs_per_subject");
  });

  test("order of a key holds the whole consumer", () => {
    expect(byId(wish({ ordering: "key" }))["nats:consumer:ORDERS/billing"]).toMatchObject({ max_ack_pending: 1 });
  });

  test("a proof has names of its own", () => {
    const wanted = apart(wish({}, { channel: "orders.>", deadLetter: "orders.dead", source: { name: "ORDERS" } }), "Run 1/x");
    expect(wanted).toMatchObject({ channel: "gm-shadow.Run_1_x.orders.all", group: "billing" });
    expect(topologyOf(wanted).resources.some(({ name }) => /^(ORDERS|ORDERS_DEAD)(\/|$)/.test(name))).toBe(false);
  });
});

test("settings are read in the words of what is wanted, and written back as they were", () => {
  expect(inWordsOf({ filter_subject: "orders.placed" }, { filter_subject: "orders.>", max_deliver: 3 })).toEqual({
    filter_subject: "orders.placed",
    max_deliver: 3,
  });
  expect(inWordsOf({ subjects: "a, b" }, { subjects: "a" })).toEqual({ subjects: "a" });
  expect(rawOf({ backoff: "1000ms, 5000ms", subjects: "a, b", max_age: 0 })).toEqual({
    backoff: [1_000_000_000, 5_000_000_000],
    subjects: ["a", "b"],
    max_age: 0,
  });
  expect(rawOf({ backoff: "none" })).toEqual({ backoff: [] });
});
