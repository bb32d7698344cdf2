import { describe, expect, test } from "vitest";
import { fit, present } from "../src/present.ts";

const answer = (length: number, wide = 10) => ({
  summary: "s",
  entries: Array.from({ length }, (_, index) => ({
    index,
    text: "x".repeat(wide),
    evidence: [1],
    inner: [{ evidence: [2], name: "n" }],
    empty: [],
  })),
  short: ["a", "b", "c"],
});
const none = { detail: undefined, limit: undefined, cursor: undefined };
const lists = ["entries", "short"];

test("without a wish the answer stays as it is", () => {
  const whole = answer(500);
  expect(present(whole, lists, none)).toBe(whole);
  expect(present(whole, [], { ...none, detail: "concise" })).toBe(whole);
});

test("concise shows ten, counts all, and drops evidence and what is empty at any depth", () => {
  const page = present(answer(30), lists, { ...none, detail: "concise" });
  expect(page.entries).toHaveLength(10);
  expect(page.entries[0]).toEqual({ index: 0, text: "xxxxxxxxxx", inner: [{ name: "n" }] });
  expect(page.counts).toEqual({ entries: 30, short: 3 });
  expect(page.cursor).toBeTypeOf("string");
});

test("detailed keeps the entries whole", () => {
  expect(present(answer(30), lists, { ...none, detail: "detailed" })).toMatchObject({ entries: answer(30).entries });
});

test.each([1, 7, 200])("pages of %i reach every entry once and the last has no cursor", (limit) => {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = present(answer(23), lists, { detail: "concise", limit, cursor });
    seen.push(...page.entries.map((entry) => entry.index));
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => index));
});

test("a page over the budget gets shorter", () => {
  const page = present(answer(100, 2000), lists, { ...none, detail: "concise", limit: 100 });
  expect(JSON.stringify(page).length).toBeLessThanOrEqual(8000);
  expect(page.entries.length).toBeGreaterThan(0);
});

test("a single entry over the budget is cut inside and says so", () => {
  const domains = [{ name: "orders", findings: Array.from({ length: 400 }, (_, index) => ({ index, text: "x".repeat(100) })) }];
  const page = present({ summary: "s", domains }, ["domains"], { ...none, detail: "concise" });
  expect(JSON.stringify(page).length).toBeLessThanOrEqual(8000);
  expect(page).toMatchObject({ counts: { domains: 1 }, domains: [{ name: "orders" }], truncated: ["domains[].findings"] });
});

describe("a cursor that is none of ours", () => {
  test.each(["", "zzz", Buffer.from("o99").toString("base64url")])("%j", (cursor) => {
    expect(() => present(answer(3), lists, { ...none, cursor })).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }) as Error);
  });
});

describe("fit", () => {
  test("leaves alone what is short enough", () => {
    const small = answer(3);
    expect(fit(small, 45_000)).toBe(small);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["a long text", { text: "x".repeat(100_000) }, "text"],
    ["a long list", { list: Array.from({ length: 50_000 }, () => "entry") }, "list"],
    ["a list in a list", { rows: [{ findings: Array.from({ length: 9000 }, () => ({ a: 1, b: "text" })) }] }, "rows[].findings"],
    ["an object of many keys", { map: Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`key${index}`, index])) }, "map"],
  ])("cuts %s and says so", (_, value, at) => {
    const fitted = fit({ summary: "s", ...value }, 45_000);
    expect(JSON.stringify(fitted).length).toBeLessThanOrEqual(45_000);
    expect(fitted).toMatchObject({ summary: "s", truncated: [at] });
  });
});
