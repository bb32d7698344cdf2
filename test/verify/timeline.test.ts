import { describe, expect, test } from "vitest";
import type { Difference } from "../../src/model/verification.ts";
import type { Attempt, TracePoint } from "../../src/verify/observation.ts";
import { parsePlay } from "../../src/verify/parse-play.ts";
import type { Play } from "../../src/verify/play.ts";
import { timeline } from "../../src/verify/timeline.ts";

const play = (text: string): Play => {
  const parsed = parsePlay(text);
  if ("error" in parsed) throw new Error(parsed.error);
  return { clock: 0, seed: 1, ...parsed.play };
};
const attempt = (
  step: number,
  event: number,
  more: Partial<Attempt> = {},
  kind: "first" | "redelivery" | "producer" = "first",
  count = 1,
): Attempt => ({
  step,
  copies: [{ event, kind, count }],
  instance: "A",
  atMs: 0,
  result: "acked",
  ...more,
});
const points = (delivery: number, ...whats: readonly string[]): TracePoint[] =>
  whats.map((what, index) => ({ delivery, n: index + 1, sink: "db", what, write: !what.startsWith("SELECT") }));
const difference: Difference = { sink: "db", what: "sums", column: "grams", sign: "changed", text: "north: grams 100 -> 200" };

describe("a timeline for people", () => {
  test("tells who got what when, where the fault struck, and what differs in the end", () => {
    const outcome = {
      deliveries: [
        attempt(0, 0),
        attempt(1, 1),
        attempt(2, 2),
        attempt(3, 3, { result: "crashed", atMs: 12_400 }),
        attempt(3, 3, { atMs: 12_400 }, "redelivery", 2),
        attempt(5, 3, { instance: "B", atMs: 90_012_400 }, "producer"),
        { step: -1, copies: [], instance: "A", atMs: 90_012_400, result: "ticked" as const },
      ],
      trace: [
        ...points(3, "BEGIN", "INSERT INTO sums", "COMMIT"),
        ...points(4, "SELECT FROM sums", "INSERT INTO sums"),
        ...points(6, "PUBLISH weights"),
      ],
    };
    expect(timeline(play(`m0@A m1@A m2@A m3@A!crash-after#3 +25h m3"@B`), outcome, [difference])).toEqual([
      "    0.0 s  A  m0 … m2  handled, 3 deliveries",
      "   12.4 s  A  m3  BEGIN · INSERT INTO sums · COMMIT · crash after COMMIT",
      "   12.4 s  A  m3 redelivered (2nd)  INSERT INTO sums · ack",
      "              the clock moves on by 25h",
      "   25.0 h  B  m3 sent again by the producer  ack",
      "   25.0 h  A  background job  PUBLISH weights · done",
      "db sums: north: grams 100 -> 200",
    ]);
  });

  test("tells refusals, answers, restarts, races and batches", () => {
    const outcome = {
      deliveries: [
        attempt(0, 0, { result: "nacked", error: "peer said 500\nmore" }),
        attempt(0, 0, { atMs: 1000 }, "redelivery", 3),
        attempt(2, 1),
        attempt(2, 1, { instance: "B" }, "redelivery", 2),
        {
          step: 3,
          copies: [
            { event: 2, kind: "first" as const, count: 1 },
            { event: 0, kind: "redelivery" as const, count: 4 },
          ],
          instance: "A",
          atMs: 0,
          result: "partial" as const,
        },
      ],
      trace: points(0, "POST http://scale.test/w"),
    };
    const lines = timeline(play("m0@A!refuse-after#1 restart@A {m1@A | m1'@B : 0 1} [m2 m0']@A"), outcome, []);
    expect(lines).toEqual([
      "    0.0 s  A  m0  POST http://scale.test/w · answer 500 after POST http://scale.test/w, refused: peer said 500 more",
      "    1.0 s  A  m0 redelivered (3rd)  ack",
      "           A  is killed and starts again",
      "              at the same time:",
      "    0.0 s  A  m1  ack",
      "    0.0 s  B  m1 redelivered (2nd)  ack",
      "    0.0 s  A  [m2, m0 redelivered (4th)]  refused in part",
    ]);
  });

  test("never more than 30 lines of 160 characters, with the differences at the end", () => {
    const deliveries = Array.from({ length: 80 }, (_, index) => attempt(index, index, { result: "nacked", error: "e".repeat(400) }));
    const lines = timeline(
      play(deliveries.map((_, index) => `m${index}@A`).join(" ")),
      { deliveries, trace: [] },
      Array.from({ length: 20 }, () => difference),
    );
    expect(lines).toHaveLength(30);
    expect(Math.max(...lines.map(({ length }) => length))).toBe(160);
    expect(lines.at(-1)).toBe("… 12 more differences");
    expect(lines[10]).toMatch(/… 60 lines/);
  });

  test("shows no credential and lets no text start a line of its own", () => {
    const deliveries = [
      attempt(0, 0, { result: "nacked", error: 'connect postgres://app:hunter2@db/x failed\u001b[2J\npassword="abc12345"' }),
    ];
    const [line] = timeline(play("m0@A"), { deliveries, trace: [] }, []);
    for (const forbidden of ["hunter2", "abc12345", "\u001b", "\n"]) expect(line).not.toContain(forbidden);
  });
});
