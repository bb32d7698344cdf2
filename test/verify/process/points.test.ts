import { expect, test } from "vitest";
import { promised } from "../../../src/verify/subjects/process/promised.ts";
import { createLedger } from "../../../src/verify/subjects/process/points.ts";

const handed = (tag: number, event: number) => ({ tag, instance: "A", event, kind: "first", count: 1, redelivered: false }) as const;
const statement = { sink: "postgres:main", what: "INSERT INTO entries", write: true };
const copy = (event: number) => ({ event, kind: "first" }) as const;

function ledgerOf(turn: () => Promise<void> = async () => {}) {
  return createLedger({ now: () => 0, crash: async () => {}, late: () => {}, turn, begun: () => {}, missed: () => {}, over: () => false });
}

test.each([
  ["acked", "go"],
  ["nacked", "go"],
  ["crashed", "dead"],
] as const)("an effect that waits when its message is %s: %s", async (result, turn) => {
  const turned = promised<void>();
  const ledger = ledgerOf(() => turned.promise);
  ledger.begins(handed(1, 0));
  const visit = ledger.reach("A", statement);
  await new Promise((resolve) => setImmediate(resolve));
  ledger.ends(handed(1, 0), result);
  turned.resolve();
  expect(await visit).toMatchObject({ turn });
  expect(await ledger.applied("A", await visit)).toBe(turn);
});

test("with its process what was acknowledged too early ends, too", async () => {
  const turned = promised<void>();
  const ledger = ledgerOf(() => turned.promise);
  ledger.begins(handed(1, 0));
  const visit = ledger.reach("A", statement);
  await new Promise((resolve) => setImmediate(resolve));
  ledger.ends(handed(1, 0), "acked");
  ledger.dies("A");
  turned.resolve();
  expect(await visit).toMatchObject({ turn: "dead" });
});

test("of several in work at once the fault strikes the last", () => {
  const ledger = ledgerOf();
  ledger.expects({ do: "deliver", copies: [copy(0), copy(1)], to: "A", fault: { kind: "crash", at: "ack", side: "after" } }, 0);
  for (const [tag, event] of [0, 1].entries()) ledger.begins(handed(tag, event));
  expect(ledger.atAck(handed(0, 0), "ack")).toBeUndefined();
  expect(ledger.atAck(handed(1, 1), "ack")).toBe("after");
});
