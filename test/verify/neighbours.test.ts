import { expect, test } from "vitest";
import { printPlay } from "../../src/verify/play-text.ts";
import type { Stream } from "../../src/verify/schedule.ts";
import { deliver, neighbours } from "../../src/verify/steps.ts";

const afterAck = { kind: "crash", at: "ack", side: "after" } as const;

function streamOf(keys: readonly string[], overlaps = true): Stream {
  const ids = keys.map((_, index) => `id-${index}`);
  return {
    events: keys,
    ids,
    keys,
    steps: keys.map((_, event) => deliver([{ event, kind: "first" }])),
    points: keys.map(() => []),
    tickPoints: [],
    hasTick: false,
    overlaps,
    eventSet: () => undefined,
  };
}

const planned = (stream: Stream): string[] => [...neighbours(stream, afterAck)].map((steps) => printPlay({ steps }));

test("an event is in work beside the next one of another key", () => {
  expect(planned(streamOf(["a", "a", "b"]))).toEqual(["[m0 m2]@A!crash-after#ack m1@A", "m0@A [m1 m2]@A!crash-after#ack"]);
});

test("beside the next one where all have one key", () => {
  expect(planned(streamOf(["a", "a"]))).toEqual(["[m0 m1]@A!crash-after#ack"]);
});

test("nowhere else than where an instance has several in work, and not with one event", () => {
  expect(planned(streamOf(["a", "b"], false))).toEqual([]);
  expect(planned(streamOf(["a"]))).toEqual([]);
});
