import avro from "avsc";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import type { CheckPolicy } from "../../src/compat/rule.ts";
import type { Mode } from "../../src/model/event.ts";
import { type Evolution, evolutions } from "./avro-evolutions.ts";

const check = ({ before, after }: Evolution, mode: Mode, policy: CheckPolicy) =>
  checkCompatibility({
    format: "avro",
    schema: { name: "after.avsc", text: JSON.stringify(after) },
    against: [{ name: "before.avsc", text: JSON.stringify(before) }],
    mode,
    policy,
  });

/** What the real library says: undefined when the new schema can read what the old one wrote. */
function refusal({ before, after }: Evolution): string | undefined {
  const [writer, reader] = [before, after].map((schema) => avro.Type.forSchema(structuredClone(schema) as avro.Schema));
  try {
    const resolver = reader!.createResolver(writer!);
    for (let round = 0; round < 3; round++) reader!.fromBuffer(writer!.toBuffer(writer!.random()), resolver, true);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test("apache-avro says what encoding with the old and decoding with the new schema says", () => {
  const seen = { compatible: 0, incompatible: 0 };
  fc.assert(
    fc.property(evolutions, (evolution) => {
      const { verdict, findings } = check(evolution, "BACKWARD", "apache-avro");
      seen[verdict as keyof typeof seen]++;
      const said = refusal(evolution);
      expect({ verdict, said, findings: said === undefined ? findings : [] }).toEqual({
        verdict: said === undefined ? "compatible" : "incompatible",
        said,
        findings: [],
      });
    }),
    { seed: 7, numRuns: 1500 },
  );
  expect(Math.min(seen.compatible, seen.incompatible)).toBeGreaterThan(150);
});

test("what the house policy calls compatible can be read, in the direction asked for", () => {
  let compatible = 0;
  fc.assert(
    fc.property(evolutions, (evolution) => {
      if (check(evolution, "BACKWARD", "house").verdict === "compatible") {
        compatible++;
        expect(refusal(evolution)).toBeUndefined();
      }
      if (check(evolution, "FORWARD", "house").verdict === "compatible")
        expect(refusal({ before: evolution.after, after: evolution.before })).toBeUndefined();
    }),
    { seed: 8, numRuns: 1500 },
  );
  expect(compatible).toBeGreaterThan(100);
});

test("FORWARD is BACKWARD with the sides swapped, FULL is both", () => {
  fc.assert(
    fc.property(evolutions, (evolution) => {
      const swapped = { before: evolution.after, after: evolution.before };
      const verdict = (mode: Mode, policy: CheckPolicy) => check(evolution, mode, policy).verdict;
      expect(verdict("FORWARD", "apache-avro")).toBe(check(swapped, "BACKWARD", "apache-avro").verdict);
      for (const policy of ["apache-avro", "house"] as const) {
        const both = [verdict("BACKWARD", policy), verdict("FORWARD", policy)].every((side) => side === "compatible");
        expect(verdict("FULL", policy)).toBe(both ? "compatible" : "incompatible");
      }
    }),
    { seed: 9, numRuns: 500 },
  );
});

test("a schema is compatible with itself in every mode", () => {
  fc.assert(
    fc.property(evolutions, ({ before }) => {
      expect(check({ before, after: before }, "FULL_TRANSITIVE", "house")).toMatchObject({ verdict: "compatible", findings: [] });
    }),
    { seed: 10, numRuns: 300 },
  );
});
