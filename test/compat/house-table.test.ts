import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";
import type { Mode } from "../../src/model/event.ts";
import { folders, pair } from "./fixtures.ts";

/** The rows of the house table and, by format, the outcomes that its cells name. Each outcome needs a fixture. */
const table: Record<string, Record<string, string[]>> = {
  "add-optional-field": { avro: ["fine"], protobuf: ["fine"], "json-schema": ["fine"] },
  "add-required-field": { avro: ["break"], protobuf: ["break"], "json-schema": ["break"] },
  "change-type": { avro: ["break"], protobuf: ["break"], "json-schema": ["break"] },
  "change-limit": { avro: ["break"], protobuf: ["break"], "json-schema": ["break", "advice"] },
  "add-enum-value": { avro: ["fine", "break"], protobuf: ["fine", "break"], "json-schema": ["break", "advice"] },
  "remove-optional-field": { avro: ["advice"], protobuf: ["fine", "break"], "json-schema": ["advice"] },
  "remove-required-field": { avro: ["break"], protobuf: ["break"], "json-schema": ["break"] },
  "change-default": { avro: ["advice"], protobuf: ["break"], "json-schema": ["advice"] },
  "change-documentation": { avro: ["fine"], protobuf: ["fine"], "json-schema": ["fine"] },
};

/** Which modes a case is about: its name says so, else all of them. */
function modesOf(name: string): Mode[] {
  if (name.endsWith("-backward")) return ["BACKWARD", "BACKWARD_TRANSITIVE"];
  if (name.endsWith("-forward")) return ["FORWARD", "FULL", "FORWARD_TRANSITIVE", "FULL_TRANSITIVE"];
  return ["BACKWARD", "FORWARD", "FULL", "BACKWARD_TRANSITIVE", "FORWARD_TRANSITIVE", "FULL_TRANSITIVE"];
}

const cells = Object.entries(table).flatMap(([row, formats]) =>
  Object.entries(formats).map(([format, outcomes]) => ({ row, format, outcomes })),
);
const cases = cells.flatMap(({ row, format }) => folders(`house/${row}/${format}`).map((name) => `${row}/${format}/${name}`));

test("the table has all rows and nothing else has fixtures", () => {
  expect(folders("house")).toEqual(Object.keys(table).sort());
});

test.each(cells)("$row in $format has a fixture for each outcome", ({ row, format, outcomes }) => {
  const found = folders(`house/${row}/${format}`).map((name) => name.split("-")[0]);
  for (const outcome of outcomes) expect(found).toContain(outcome);
});

test.each(cases)("%s", (path) => {
  const { format, before, after } = pair(`house/${path}`);
  const name = path.split("/")[2]!;
  for (const mode of modesOf(name)) {
    const { verdict, findings } = checkCompatibility({ format, schema: after, against: [before], mode, policy: "house" });
    const severities = findings.map(({ severity }) => severity);
    if (name.startsWith("break")) {
      expect({ mode, verdict }).toEqual({ mode, verdict: "incompatible" });
      continue;
    }
    expect({ mode, verdict, errors: findings.filter(({ severity }) => severity === "error") }).toEqual({
      mode,
      verdict: "compatible",
      errors: [],
    });
    if (name.startsWith("advice")) expect(severities.length).toBeGreaterThan(0);
    else if (path === "add-optional-field/json-schema/fine-open-object")
      expect(findings).toMatchObject([{ severity: "info", message: expect.stringContaining("Confluent") }]);
    else expect(severities).toEqual([]);
  }
});

test("mode NONE compares nothing", () => {
  const { format, before, after } = pair("house/change-type/avro/break-other-type");
  const result = checkCompatibility({ format, schema: after, against: [before], mode: "NONE", policy: "house" });
  expect(result).toMatchObject({ verdict: "compatible", compared: [], findings: [], deployFirst: "together" });
});
