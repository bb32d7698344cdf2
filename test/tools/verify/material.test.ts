import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/schema/json-value.ts";
import { materialOf } from "../../../src/tools/verify/material.ts";
import { guessKey } from "../../../src/tools/verify/partition-key.ts";

const made = (values: readonly JsonObject[], map: Record<string, string> = {}, headers: readonly Record<string, string>[] = []) =>
  materialOf(
    "c",
    values.map((value, index) => ({ value, place: `s.json:${index + 1}`, ...(headers[index] && { headers: headers[index] }) })),
    map,
    ({ value, headers: beside }) => (beside ? { value, beside } : value),
  );

describe("event ids", () => {
  test.each([
    ["the standard name", { event_id: "aaaaaaaa-1", id: "order-1" }, { event_id: "aaaaaaaa-2", id: "order-1" }, {}],
    ["camel case", { eventId: "aaaaaaaa-1" }, { eventId: "aaaaaaaa-2" }, {}],
    ["CloudEvents", { specversion: "1.0", id: "aaaaaaaa-1" }, { specversion: "1.0", id: "aaaaaaaa-2" }, {}],
    ["beside the payload", { metadata: { messageId: "aaaaaaaa-1" } }, { metadata: { messageId: "aaaaaaaa-2" } }, {}],
    ["by the settings", { nr: "aaaaaaaa-1", event_id: "same" }, { nr: "aaaaaaaa-2", event_id: "same" }, { event_id: "nr" }],
    ["deep, by the settings", { a: { nr: "aaaaaaaa-1" } }, { a: { nr: "aaaaaaaa-2" } }, { event_id: "a.nr" }],
  ])("%s", (_, first, second, map) => {
    const { ids, idsInside, withIds } = made([first, second], map);
    expect(ids).toEqual(["aaaaaaaa-1", "aaaaaaaa-2"]);
    expect(idsInside).toBe(true);
    expect(JSON.stringify(withIds(["x", "y"]))).toBe(
      JSON.stringify([first, second]).replaceAll("aaaaaaaa-1", "x").replaceAll("aaaaaaaa-2", "y"),
    );
  });

  test("every copy of an id changes with it, also in another event", () => {
    const { withIds } = made([
      { event_id: "aaaaaaaa-1", data: { ref: ["aaaaaaaa-1"] } },
      { event_id: "aaaaaaaa-2", cause: "aaaaaaaa-1" },
    ]);
    expect(withIds(["x", "x"])).toEqual([
      { event_id: "x", data: { ref: ["x"] } },
      { event_id: "x", cause: "x" },
    ]);
  });

  test("a short id changes at its place only", () => {
    const { withIds } = made([
      { event_id: "1", data: "2" },
      { event_id: "2", data: "1" },
    ]);
    expect(withIds(["x", "y"])).toEqual([
      { event_id: "x", data: "2" },
      { event_id: "y", data: "1" },
    ]);
  });

  test("in a header", () => {
    const { ids, withIds, idsInside } = made([{ a: 1 }, { a: 2 }], { event_id: "header:ce_id" }, [
      { ce_id: "aaaaaaaa-1" },
      { ce_id: "aaaaaaaa-2" },
    ]);
    expect(ids).toEqual(["aaaaaaaa-1", "aaaaaaaa-2"]);
    expect(idsInside).toBe(true);
    expect(withIds(["x", "y"])).toMatchObject([{ beside: { ce_id: "x" } }, { beside: { ce_id: "y" } }]);
  });

  test("none: made up, the same each time, and said so", () => {
    const values = [
      { order: "o-1", id: 7 },
      { order: "o-1", id: 8 },
    ];
    const { ids, idsInside } = made(values);
    expect(new Set(ids).size).toBe(2);
    expect(ids).toEqual(made(values).ids);
    expect(idsInside).toBe(false);
  });

  test("an id that comes twice is refused, with both places", () => {
    expect(() => made([{ event_id: "same" }, { event_id: "other" }, { event_id: "same" }])).toThrow(
      "s.json:3: this event has the event_id of s.json:1.",
    );
  });
});

test("timestamps are replaced where every event tells one", () => {
  const { withTimestamps } = made([{ time: "2026-01-01T00:00:00Z" }, { time: "2026-01-02T00:00:00Z" }]);
  expect(withTimestamps!(["2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"])).toEqual([
    { time: "2027-01-01T00:00:00Z" },
    { time: "2027-01-01T00:00:00Z" },
  ]);
  expect(made([{ time: "2026-01-01T00:00:00Z" }, { time: "noon" }]).withTimestamps).toBeUndefined();
});

const events = (...rows: readonly (readonly [string, string, number])[]) =>
  rows.map(([a, b, n], index) => ({ event_id: `${index}`, source: "s", data: { colour: a, shelf: b, n } }));

describe("partition key", () => {
  test("a counter that runs within it decides", () => {
    expect(guessKey(events(["red", "x", 1], ["blue", "y", 1], ["red", "y", 2], ["blue", "x", 2]))).toEqual(["data", "colour"]);
    expect(guessKey(events(["red", "x", 1], ["blue", "y", 1], ["red", "y", 2], ["blue", "x", 3]))).not.toEqual(["data", "n"]);
  });
  test("then a name", () => {
    const rows = [0, 1, 0, 1].map((n) => ({ data: { status: `s${n}`, customerId: `c${n}`, total: 5 } }));
    expect(guessKey(rows)).toEqual(["data", "customerId"]);
  });
  test("nothing repeats", () => {
    expect(guessKey([{ a: "1" }, { a: "2" }])).toBeUndefined();
    expect(made([{ a: "1" }, { a: "2" }]).keys).toEqual(["", ""]);
  });
});
