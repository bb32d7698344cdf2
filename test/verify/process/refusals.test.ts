import { expect, test } from "vitest";
import { createRefusals } from "../../../src/verify/subjects/process/refusals.ts";

function refusing(failed: boolean, stepMs: number, times: number) {
  let now = 0;
  const restarts: string[] = [];
  const problems: string[] = [];
  const refusals = createRefusals({
    now: () => now,
    failed: () => failed,
    restart: (instance) => restarts.push(instance),
    fail: ({ message }) => problems.push(message),
    patienceMs: 10_000,
  });
  for (let count = 0; count < times; count += 1) {
    refusals.settled({ instance: "A", event: 0 } as never, "nack");
    now += stepMs;
  }
  return { restarts, problems, assumptions: refusals.assumptions.length };
}

test("whoever refuses everything after an error is started again once: soon where each refusal waits for its timeout", () => {
  expect(refusing(true, 10, 19)).toEqual({ restarts: [], problems: [], assumptions: 0 });
  expect(refusing(true, 10, 20)).toEqual({ restarts: ["A"], problems: [], assumptions: 1 });
  expect(refusing(true, 3000, 2)).toEqual({ restarts: [], problems: [], assumptions: 0 });
  expect(refusing(true, 3000, 3)).toEqual({ restarts: ["A"], problems: [], assumptions: 1 });
});

test("without an error it is no reason to start it again; in the end it is told", () => {
  expect(refusing(false, 3000, 10)).toEqual({ restarts: [], problems: [], assumptions: 0 });
  const { restarts, problems } = refusing(false, 1000, 30);
  expect(restarts).toEqual([]);
  expect(problems[0]).toMatch(/^It refused what it was given 20 times in 10 s, m0 last/);
});
