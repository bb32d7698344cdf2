import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandLine } from "../../src/run/command-line.ts";
import { answerOf } from "./in-process.ts";

const characters = "aZ0 -_=,:@{}[]()<>|&;*?!~#$`'\"\\/.+%^\n\té";
const text = fc.string({ minLength: 1, unit: fc.constantFrom(...characters.split("")) });
const source = fc.oneof(
  fc.record({ path: text }),
  fc.record({ text }),
  fc.record({ git: fc.stringMatching(/^[a-z][a-z0-9/._~-]{0,8}$/), path: text }),
  fc.record({ registry: text }),
  fc.record({ registry: text, version: fc.integer({ min: 1, max: 99 }) }),
);
const args = fc.record(
  {
    schema: source,
    against: fc.array(source, { minLength: 1, maxLength: 3 }),
    stopWhen: fc.constantFrom("all", "any"),
    modes: fc.array(fc.constantFrom("BACKWARD", "FORWARD", "FULL"), { minLength: 1, maxLength: 3 }),
    rate: fc.double({ min: 0, max: 1e9, noNaN: true }).map((rate) => rate + 0),
    names: fc.array(text, { minLength: 1, maxLength: 3 }),
    native: fc.boolean(),
    fields: fc.array(fc.record({ name: text, type: text }), { minLength: 1, maxLength: 3 }),
    level: fc.constantFrom(1, 2),
    note: fc.record({ text }),
  },
  { requiredKeys: [] },
);

/** The words that a POSIX shell makes of a command. */
function shellWords(command: string): string[] {
  const found = [...command.matchAll(/(?:[^\s'\\]|'[^']*'|\\.)+/gs)];
  return found.map(([word]) => word.replaceAll(/'([^']*)'|\\(.)/gs, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ""));
}

describe("a proposed call, pasted as a command, is that call", () => {
  test("for any arguments", async () => {
    await fc.assert(
      fc.asyncProperty(args, async (input) => {
        const words = shellWords(commandLine({ tool: "echo-input", args: input }));
        const answer = await answerOf(words.slice(1));
        expect(answer["input"]).toEqual({ stopWhen: "all", ...input });
      }),
      { numRuns: 400 },
    );
  });

  test.skipIf(process.platform === "win32")("and the shell reads it as this test does", () => {
    fc.assert(
      fc.property(args, (input) => {
        const command = commandLine({ tool: "echo-input", args: input });
        const seen = execFileSync("/bin/sh", ["-c", `set -- ${command}; for word; do printf '%s\\0' "$word"; done`], {
          encoding: "utf8",
        });
        expect(seen.split("\0").slice(0, -1)).toEqual(shellWords(command));
      }),
      { numRuns: 60 },
    );
  });
});
