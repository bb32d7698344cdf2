import fc from "fast-check";
import { expect, it } from "vitest";
import { assess } from "../../src/loop/assessment.ts";
import type { Compatibility, Registration } from "../../src/loop/facts.ts";
import { consumer, facts, producer, schema, systemMap } from "./system.ts";

const registration = fc.constantFrom<Registration>(
  { state: "registered", subject: "order.placed", version: 1 },
  { state: "unregistered", subject: "order.placed" },
  { state: "unseen", why: "not asked" },
);
const compatibility = fc.constantFrom<Compatibility>(
  { state: "compatible", compared: [], mode: "FULL", findings: [] },
  { state: "breaks", compared: [], mode: "FULL", findings: [] },
  { state: "unknown", why: "a reference is missing", findings: [] },
);
const proof = fc.option(fc.record({ holds: fc.boolean(), why: fc.constant("a run") }), { nil: undefined });
const world = fc.record({
  schema: fc.option(fc.record({ registration, compatibility }), { nil: undefined }),
  payload: fc.constantFrom("described" as const, "empty" as const),
  dlq: fc.constantFrom("true" as const, "false" as const, "unknown" as const),
  deadLetter: proof,
  idempotency: proof,
  open: fc.boolean(),
  nameless: fc.boolean(),
});

it("KEEP is given exactly when everything is registered, checked and proven, and nothing was overlooked", () => {
  let kept = 0;
  fc.assert(
    fc.property(world, ({ schema: known, payload, dlq, deadLetter, idempotency, open, nameless }) => {
      const reader = consumer({ service: "orders", file: "orders/read.ts", dlq });
      const { eventType: _type, ...unnamed } = producer({ id: "unnamed", channel: null });
      const map = systemMap({
        producers: [producer(), ...(nameless ? [unnamed] : [])],
        consumers: [reader],
        questions: open ? [{ file: "orders/read.ts", line: 1, question: "?", setting: "…" }] : [],
      });
      const proofs = {
        deadLetter: new Map(deadLetter ? [[reader.id, deadLetter]] : []),
        retry: new Map(),
        idempotency: new Map(idempotency ? [[reader.id, idempotency]] : []),
      };
      const [domain] = assess(facts({ map, schemas: known ? [schema({ ...known, payload })] : [], proofs })).domains;
      const breaks = known?.compatibility.state === "breaks";
      const denied = dlq === "false" || deadLetter?.holds === false || idempotency?.holds === false;
      const complete = known?.registration.state === "registered" && known.compatibility.state === "compatible" && payload === "described";
      const proven = deadLetter?.holds === true && idempotency?.holds === true;
      const expected = breaks || denied ? "DISCARD" : complete && proven && !open && !nameless ? "KEEP" : "incomplete";
      if (expected === "KEEP") kept++;
      expect(domain!.verdict).toBe(expected);
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(kept).toBeGreaterThan(0);
});
