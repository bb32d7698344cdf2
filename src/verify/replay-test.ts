import type { Replay } from "./replay-file.ts";

export interface ReplayTest {
  readonly replay: Pick<Replay, "id" | "input" | "faultClass" | "schedule">;
  /** From the folder of the test to the root, with `/`; `.` for the root itself. */
  readonly toRoot: string;
  /** One line each, such as `db accounts: id=7: balance 100 -> 200`. */
  readonly difference: readonly string[];
}

/**
 * A vitest file for the user's repository. It fails while the consumer breaks under the schedule, and where nothing can be said;
 * it passes once the effects are those of the undisturbed run.
 */
export function replayTest({ replay: { id, input, faultClass, schedule }, toRoot, difference }: ReplayTest): string {
  const call = { ...input, faults: [schedule] };
  return [
    `import { call } from "godmode-event";`,
    `import { fileURLToPath } from "node:url";`,
    `import { expect, test } from "vitest";`,
    "",
    `// ${comment(`What it did under ${faultClass}:`)}`,
    ...difference.slice(0, 8).map((line) => `//   ${comment(line)}`),
    `test(${JSON.stringify(`${id} keeps its effects under ${faultClass}`)}, async () => {`,
    `  const root = fileURLToPath(new URL(${JSON.stringify(toRoot)}, import.meta.url));`,
    `  const answer = await call("verify-idempotency", {`,
    `    root,`,
    ...Object.entries(call).map(([field, value]) => `    ${field}: ${literal(value)},`),
    `  });`,
    `  expect(answer.counterexample?.difference ?? []).toEqual([]);`,
    `  expect(answer.verdict, answer.why).toBe("idempotent");`,
    `}, 120_000);`,
    "",
  ].join("\n");
}

/** A comment that ends where its line ends. */
function comment(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ").slice(0, 200);
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`)
    .replaceAll("\n", "\n    ");
}
