import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { materialOf } from "../../../src/tools/verify/material.ts";
import type { Verified, VerifyOptions } from "../../../src/verify/material.ts";
import type { Subject } from "../../../src/verify/subject.ts";
import { processSubject } from "../../../src/verify/subjects/process/subject.ts";
import { lineWire } from "../../../src/verify/subjects/process/wire/line.ts";
import type { Wire } from "../../../src/verify/subjects/process/wire/wire.ts";
import type { Patience, ProcessSpec } from "../../../src/verify/subjects/process/world.ts";
import { verifyConsumer } from "../../../src/verify/verify.ts";

export const folder = fileURLToPath(new URL("consumers", import.meta.url));

/** Six events of two keys; the last two are equal in all but their ids. */
export const events = [7, 3, 11, 5, 2, 2].map((pieces, index) => ({
  id: `6f1c${index}a2e-0b7d-4c55-9e1${index}-3d2f8a47b1c${index}`,
  body: { sku: index % 2 === 0 || index === 5 ? "bolt-m8" : "nut-m8", pieces },
}));

export interface Rig extends Partial<Pick<ProcessSpec, "env" | "database" | "setup" | "allowHosts">> {
  readonly root?: string;
  readonly patience?: Partial<Patience>;
  /** Default: the line transport. */
  readonly wire?: Wire;
}

const material = materialOf(
  "stock",
  events.map((value, index) => ({ value, place: `events[${index}]` })),
  { event_id: "id" },
  ({ value }) => value,
);

export function subjectOf(command: readonly string[], { patience, wire = lineWire, root = folder, ...rest }: Rig = {}): Subject {
  const { ids, keys } = material;
  return processSubject(
    { root, command, env: {}, events: material.events, ids, keys, allowHosts: [], setup: [], ...rest },
    { wire, signal: new AbortController().signal, env: process.env, files: [], ...(patience && { patience }) },
  );
}

/** `faults`: only these classes. */
export async function verify(
  command: readonly string[],
  faults?: readonly string[],
  rig: Rig = {},
  more: Partial<VerifyOptions> = {},
): Promise<Verified> {
  const subject = subjectOf(command, rig);
  try {
    const options: VerifyOptions = {
      ...(faults && { faults }),
      seeds: [1],
      budget: { plays: 16, seconds: 300 },
      invariants: [],
      ignore: [],
      model: "individual",
      replay: { command: "again", file: "again.json" },
      now: Date.now,
      ...more,
    };
    return await verifyConsumer(subject, material, options, new AbortController().signal, () => {});
  } finally {
    await subject.close();
  }
}

export const node = (file: string, ...args: string[]): string[] => [process.execPath, file, ...args];

export function has(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    if (process.env["CI"] === "true" && process.platform === "linux") throw new Error(`${program} is not installed`);
    return false;
  }
}
