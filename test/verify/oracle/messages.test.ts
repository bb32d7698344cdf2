import { describe, expect, test } from "vitest";
import { downstreamTopic } from "../../../src/model/assumption.ts";
import type { HttpCall, Published } from "../../../src/verify/observation.ts";
import { judge } from "../../../src/verify/oracle/judge.ts";
import { drawn, events, learnt, outcome, table } from "./runs.ts";

const sent = (value: unknown, more: Partial<Published> = {}): Published => ({ sink: "publish", topic: "labels", value, ...more });
const called = (more: Partial<HttpCall> = {}): HttpCall => ({
  method: "POST",
  url: "http://print.test/labels",
  headers: {},
  body: null,
  ...more,
});
const label = (index: number, event_id: string) => ({ event_id, grams: events[index]!.data.grams });

const named = (indices: readonly number[]) => indices.map((index) => sent(label(index, `label-${events[index]!.event_id}`)));

const receipt = (grams: number) => sent({ event_id: "label-1", grams });

const ofDepot = (index: number) => sent({ event_id: events[index]!.data.depot, kind: "changed" });

const twiceOrOnce = (value: (index: number) => unknown, twice: boolean) => ({
  published: [0, 1, 2, ...(twice ? [1] : [])].map((index) => sent(value(index))),
});

const thing = (index: number) => ({ id: `parcel-${index}`, grams: 3 });

const cloud = (index: number) => ({ specversion: "1.0", id: `w-${index}`, grams: 3 });

const derived = (index: number) => ({ id: `label/${events[index]!.event_id}`, grams: 3 });

const withHeaders = (indices: readonly number[], attempt: string) => ({
  published: indices.map((index) =>
    sent({ grams: index }, { headers: { "ce-id": `w-${index}`, "x-retry-count": attempt, traceparent: `00-${attempt}` } }),
  ),
});

const throughOutbox = (one: { readonly uuid: () => string }, order: readonly number[]) => {
  const names = events.map(() => one.uuid());
  const rows = events.map(({ event_id, data }, index) => [names[index]!, `w-${event_id}`, data.grams]);
  return {
    tables: [table("outbox", ["id*", "subject", "grams"], rows)],
    published: order.map((index) => sent(label(index, names[index]!))),
  };
};

const charge = (index: number, key?: string) =>
  called({
    body: { grams: events[index]!.data.grams },
    headers: key === undefined ? {} : { "idempotency-key": key, authorization: `Bearer ${key}` },
  });

const keyedInBody = (indices: readonly number[]) => ({
  http: indices.map((index) => called({ body: { idempotency_key: `k-${index}`, grams: index } })),
});

describe("published messages", () => {
  test("a name that is drawn each time cannot be collapsed: the second message is one too many", () => {
    const learned = learnt((one) => ({ published: events.map((_, index) => sent(label(index, one.uuid()))) }));
    const one = drawn(5);
    const published = [0, 1, 2, 3, 4, 5, 2].map((index) => sent(label(index, one.uuid())));
    expect(judge(outcome({ published }), learned).deciding).toMatchObject([
      { sink: "publish", what: "labels", sign: "surplus", text: "+ {value.grams=128} x2" },
    ]);
    expect(learned.notes).toEqual([expect.stringContaining("labels.value.event_id differs from run to run")]);
  });

  test("a name that stays is counted once, as a listed assumption; strict counts each", () => {
    const learned = learnt(() => ({ published: named([0, 1, 2, 3, 4, 5]) }));
    const twice = outcome({ published: named([0, 1, 2, 2, 3, 4, 5, 0]) });
    expect(judge(twice, learned).differences).toEqual([]);
    expect(learned.assumptions).toEqual(["publish labels: consumers downstream count a message once by its value.event_id."]);
    expect(learned.assumptions.map(downstreamTopic)).toEqual(["labels"]);
    const strict = learnt(() => ({ published: named([0, 1, 2, 3, 4, 5]) }), { strict: true });
    expect(strict.assumptions).toEqual([]);
    expect(judge(twice, strict).deciding).toHaveLength(2);
    expect(judge(outcome({ published: named([0, 1, 2, 3, 4]) }), learned).deciding).toMatchObject([{ sign: "missing" }]);
  });

  test("of two messages with one name the first counts, as it does downstream", () => {
    const learned = learnt(() => ({ published: [receipt(100)] }));
    expect(judge(outcome({ published: [receipt(100), receipt(300)] }), learned).differences).toEqual([]);
    expect(judge(outcome({ published: [receipt(300), receipt(100)] }), learned).deciding).toMatchObject([
      { column: "value.grams", text: '"label-1": value.grams 100 -> 300'.replaceAll('"', "") },
    ]);
  });

  test("a name that two messages of an undisturbed run share names nothing", () => {
    const learned = learnt(() => ({ published: [0, 1, 2, 3].map(ofDepot) }));
    expect(judge(outcome({ published: [0, 1, 2, 3, 3].map(ofDepot) }), learned).deciding).toMatchObject([
      { sign: "surplus", text: expect.stringMatching(/x3$/) },
    ]);
  });

  test("a plain id is the name of a thing, not of a message, unless the event or CloudEvents makes it one", () => {
    expect(
      judge(
        outcome(twiceOrOnce(thing, true)),
        learnt(() => twiceOrOnce(thing, false)),
      ).deciding,
    ).toHaveLength(1);
    expect(
      judge(
        outcome(twiceOrOnce(cloud, true)),
        learnt(() => twiceOrOnce(cloud, false)),
      ).differences,
    ).toEqual([]);
    expect(
      judge(
        outcome(twiceOrOnce(derived, true)),
        learnt(() => twiceOrOnce(derived, false)),
      ).differences,
    ).toEqual([]);
  });

  test("headers name messages too; counters of attempts in them are no effect", () => {
    const learned = learnt(() => withHeaders([0, 1, 2], "1"));
    expect(judge(outcome(withHeaders([0, 1, 1, 2], "2")), learned).differences).toEqual([]);
    expect(learned.assumptions).toEqual([expect.stringContaining("header ce-id")]);
  });

  test("a drawn name that is kept in an outbox stays the same when it is sent again", () => {
    const learned = learnt((one) => throughOutbox(one, [0, 1, 2, 3, 4, 5]));
    expect(judge(outcome(throughOutbox(drawn(6), [0, 1, 2, 3, 3, 4, 5])), learned).differences).toEqual([]);
    expect(judge(outcome(throughOutbox(drawn(6), [0, 1, 2, 4, 5])), learned).deciding).toMatchObject([
      { sink: "publish", sign: "missing" },
    ]);
  });
});

describe("calls of peers", () => {
  test("a repeated POST is one too many", () => {
    const learned = learnt(() => ({ http: [0, 1, 2].map((index) => charge(index)) }));
    expect(judge(outcome({ http: [0, 1, 1, 2].map((index) => charge(index)) }), learned).deciding).toMatchObject([
      { sink: "http", what: "POST http://print.test/labels", sign: "surplus" },
    ]);
  });

  test("unless it carries the same key, as a listed assumption", () => {
    const learned = learnt(() => ({ http: [0, 1, 2].map((index) => charge(index, `k-${index}`)) }));
    expect(judge(outcome({ http: [0, 1, 1, 2].map((index) => charge(index, `k-${index}`)) }), learned).differences).toEqual([]);
    expect(learned.assumptions).toEqual([expect.stringContaining("honours the idempotency key")]);
    expect(JSON.stringify(learned.assumptions)).not.toContain("Bearer");
  });

  test("a key that is drawn each time protects from nothing", () => {
    const learned = learnt((one) => ({ http: [0, 1, 2].map((index) => charge(index, one.uuid())) }));
    const one = drawn(5);
    expect(judge(outcome({ http: [0, 1, 1, 2].map((index) => charge(index, one.uuid())) }), learned).deciding).toMatchObject([
      { sign: "surplus" },
    ]);
  });

  test("a key that was drawn and kept protects, whether or not the place where it was kept is still there", () => {
    const learned = learnt((one) => ({ http: [0, 1].map((index) => charge(index, one.uuid())) }));
    const [one, two] = [drawn(5).uuid(), drawn(6).uuid()];
    expect(judge(outcome({ http: [charge(0, one), charge(0, one), charge(1, two)] }), learned).differences).toEqual([]);
  });

  test("a key in the body counts as one in a header", () => {
    expect(
      judge(
        outcome(keyedInBody([0, 1, 2, 2])),
        learnt(() => keyedInBody([0, 1, 2])),
      ).differences,
    ).toEqual([]);
  });

  test("a repeated PUT or DELETE settles nothing new, but an older PUT that comes last does", () => {
    const put = (state: string) => called({ method: "PUT", url: "http://print.test/parcels/7", body: { state } });
    const gone = called({ method: "DELETE", url: "http://print.test/parcels/7" });
    const learned = learnt(() => ({ http: [put("weighed"), put("sent")] }));
    expect(judge(outcome({ http: [put("weighed"), put("weighed"), put("sent"), put("sent")] }), learned).differences).toEqual([]);
    expect(judge(outcome({ http: [put("weighed"), put("sent"), put("weighed")] }), learned).deciding).toMatchObject([
      { column: "body.state", text: expect.stringContaining("sent -> weighed") },
    ]);
    expect(judge(outcome({ http: [put("weighed"), put("sent"), gone] }), learned).deciding).not.toEqual([]);
    expect(
      judge(
        outcome({ http: [put("weighed"), put("sent"), put("sent")] }),
        learnt(() => ({ http: [put("weighed"), put("sent")] }), { strict: true }),
      ).deciding,
    ).not.toEqual([]);
  });

  test("reading is no effect", () => {
    const learned = learnt(() => ({ http: [charge(0)] }));
    expect(judge(outcome({ http: [called({ method: "get" }), charge(0), called({ method: "HEAD" })] }), learned).differences).toEqual([]);
  });
});

describe("dead letters", () => {
  const learned = learnt(() => ({ published: [sent({ grams: 1 })] }));

  test("are a set: each counts once", () => {
    const judged = judge(outcome({ published: [sent({ grams: 1 })], deadLetters: [3, 1, 3] }), learned);
    expect(judged.deciding).toMatchObject([{ sink: "dlq", sign: "surplus", text: "+ {event=m1}" }, { text: "+ {event=m3}" }]);
  });
});
