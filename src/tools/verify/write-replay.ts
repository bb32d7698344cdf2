import { createHash } from "node:crypto";
import { dirname, relative } from "node:path/posix";
import { ToolError } from "../../tool.ts";
import type { Verified, VerifyOptions } from "../../verify/material.ts";
import { signature } from "../../verify/oracle/signature.ts";
import { type Replay, replayText } from "../../verify/replay-file.ts";
import { replayTest } from "../../verify/replay-test.ts";
import { writeRecorded } from "../../workspace/evidence.ts";
import { readNamed, writeWhole } from "../../workspace/files.ts";
import { ownFolder } from "../../workspace/run-folder.ts";
import { standsAt } from "../../workspace/stands.ts";
import type { VerifyInput } from "./request.ts";

/** One file for each consumer: its newest counterexample. */
export function replayOf(consumer: string): VerifyOptions["replay"] {
  const name = consumer.replaceAll(/[^\w.]+/g, "-").slice(-60);
  const file = `${ownFolder}/runs/replay-${name}-${createHash("sha256").update(consumer).digest("hex").slice(0, 8)}.json`;
  return { file, command: `npx godmode-event replay ${file}` };
}

/** Writes the replay file that the counterexample names, and the test that was asked for. */
export function writeCounterexample(root: string, tool: string, input: VerifyInput, { verification }: Verified): { test?: string } {
  const { counterexample, consumer: id } = verification;
  if (counterexample?.file === undefined) return {};
  const { consumer, samples, seeds, invariants, ignore, allowHosts } = input;
  const replay: Omit<Replay, "format"> = {
    tool,
    id,
    input: {
      consumer,
      ...(samples && { samples }),
      ...(seeds && { seeds }),
      ...(invariants && { invariants }),
      ...(ignore && { ignore }),
      ...(allowHosts && { allowHosts }),
    },
    faultClass: counterexample.faultClass,
    schedule: counterexample.schedule,
    signature: signature(counterexample.difference),
  };
  writeWhole(root, counterexample.file, replayText(replay));
  if (input.emitTest === undefined) return {};
  const toRoot = relative(dirname(input.emitTest), ".") || ".";
  const difference = counterexample.difference.map(({ sink, what, text }) => `${sink} ${what}: ${text}`);
  return { test: writeRecorded(root, input.emitTest, replayTest({ replay, toRoot, difference })) };
}

/** Before anything is run. Somebody else's file is not overwritten. */
export function checkTestFile(root: string, path: string): void {
  const refused = (what: string) =>
    new ToolError(
      "INVALID_INPUT",
      `emitTest: ${path} ${what}.`,
      "The counterexample becomes a test file of its own.",
      "Name a new file, such as test/replay.test.ts.",
    );
  if (!/\.(test|spec)\.[cm]?[jt]s$/.test(path)) throw refused("is no name that vitest runs");
  if (standsAt(root, path) !== "nothing" && !readNamed(root, path).includes('call("verify-idempotency"')) throw refused("exists already");
}
