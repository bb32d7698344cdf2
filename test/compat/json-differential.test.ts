import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import type { Mode } from "../../src/model/event.ts";
import { evolutions, events, type Schema } from "./json-evolutions.ts";

const check = (before: Schema, after: Schema, mode: Mode) =>
  checkCompatibility({
    format: "json-schema",
    schema: { name: "after.json", text: JSON.stringify(after) },
    against: [{ name: "before.json", text: JSON.stringify(before) }],
    mode,
    policy: "house",
  });

const compiled = (schema: Schema): ValidateFunction =>
  new Ajv2020({ strict: false, logger: false, multipleOfPrecision: 6 }).compile(schema);

/** An event that the writer's schema allows and the reader's refuses. */
function witness(writer: Schema, reader: Schema, candidates: readonly unknown[]): unknown {
  const [writes, reads] = [compiled(writer), compiled(reader)];
  return candidates.find((event) => declared(writer, event) && writes(event) && !reads(event));
}

/** In an open object anything may hide behind a name that is not declared; the house rules leave that out on purpose. */
function declared(schema: unknown, event: unknown): boolean {
  if (event === null || typeof event !== "object" || Array.isArray(event)) return true;
  const properties = ((schema as Schema | undefined)?.["properties"] ?? {}) as Schema;
  const open = (schema as Schema | undefined)?.["additionalProperties"] === undefined;
  return Object.entries(event).every(([name, held]) => (name in properties ? declared(properties[name], held) : !open));
}

test("no event of the old schema is refused by a new one that is called compatible", () => {
  let compatible = 0;
  fc.assert(
    fc.property(evolutions, events, ({ before, after }, candidates) => {
      const { verdict } = check(before, after, "BACKWARD");
      if (verdict !== "compatible") return;
      compatible++;
      expect(witness(before, after, candidates)).toBeUndefined();
    }),
    { seed: 11, numRuns: 300 },
  );
  expect(compatible).toBeGreaterThan(20);
});

test("nor one of the new schema by the old, but for limits that were widened", () => {
  const advice = ["JSON_LIMIT_WIDENED", "JSON_CONSTRAINT_REMOVED"];
  fc.assert(
    fc.property(evolutions, events, ({ before, after }, candidates) => {
      const { verdict, findings } = check(before, after, "FORWARD");
      if (verdict !== "compatible" || findings.some(({ rule }) => advice.includes(rule))) return;
      expect(witness(after, before, candidates)).toBeUndefined();
    }),
    { seed: 12, numRuns: 300 },
  );
});

test("FULL is both, and a schema is compatible with itself", () => {
  fc.assert(
    fc.property(evolutions, ({ before, after }) => {
      const [backward, forward, full] = (["BACKWARD", "FORWARD", "FULL"] as const).map((mode) => check(before, after, mode).verdict);
      const worst = [backward, forward].includes("incompatible")
        ? "incompatible"
        : [backward, forward].includes("inconclusive")
          ? "inconclusive"
          : "compatible";
      expect(full).toBe(worst);
      expect(check(before, before, "FULL_TRANSITIVE")).toMatchObject({ verdict: "compatible", findings: [] });
    }),
    { seed: 13, numRuns: 300 },
  );
});
