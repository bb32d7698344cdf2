import { expect, test } from "vitest";
import { styleFor } from "../../src/run/output.ts";
import { wrapProse } from "../../src/cli/wrap.ts";

const sentence = "A message that it cannot handle is lost, or holds up those behind it.";

test("prose breaks between words and keeps its indent", () => {
  expect(wrapProse(`  ${sentence}\n  fix: ${sentence}\nshort\n`, 50)).toBe(
    `  A message that it cannot handle is lost, or\n  holds up those behind it.\n  fix: A message that it cannot handle is lost, or\n       holds up those behind it.\nshort\n`,
  );
  expect(wrapProse(`Then  a.ts:1  ${sentence}`, 50)).toBe(
    "Then  a.ts:1  A message that it cannot handle is\n      lost, or holds up those behind it.",
  );
});

test("the second column of a table hangs under its head", () => {
  expect(wrapProse("  --since REF  A git ref: only findings in files changed since count.", 50)).toBe(
    "  --since REF  A git ref: only findings in files\n               changed since count.",
  );
  expect(wrapProse("  report  Find the events of this repository and judge every domain.", 50)).toBe(
    "  report  Find the events of this repository and\n          judge every domain.",
  );
});

test("colours do not count", () => {
  const { green } = styleFor(true);
  const line = `  ${green("fix:")} ${"word ".repeat(8).trim().replace("w", "W")}`;
  expect(wrapProse(line, 46)).toBe(line);
});

test("what people copy stays whole: commands, schemas, tables; and so does a word that is wider than the screen", () => {
  for (const line of [
    `      Run godmode-event design-schema --event-type a.b ${"x ".repeat(40)}`,
    `    "description": "${sentence}", "type": "string"`,
    `billing-service  ${"unknown  ".repeat(7)}`,
    `  W${"w".repeat(90)}`,
  ]) {
    expect(wrapProse(line, 80)).toBe(line);
  }
  expect(wrapProse(`  ${sentence}`, 20)).toBe(`  ${sentence}`);
});
