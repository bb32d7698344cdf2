import { readFileSync } from "node:fs";
import { join } from "node:path";
import { poisonWatch, proveProcess } from "../../src/tools/dead-letters/poison/prove-command.ts";
import { materialOf } from "../../src/tools/verify/material.ts";
import { processBudget, type Verified, type VerifyOptions } from "../../src/verify/material.ts";
import type { Subject } from "../../src/verify/subject.ts";
import { processSubject } from "../../src/verify/subjects/process/subject.ts";
import type { Wire } from "../../src/verify/subjects/process/wire/wire.ts";
import { verifyConsumer } from "../../src/verify/verify.ts";
import { commandOf } from "../../test/corpus/process/command.ts";
import { events, folderOf, type Label, nameOf } from "../../test/corpus/process/label.ts";

export interface Judged {
  readonly right: boolean;
  readonly verdict: string;
  /** The class of the counterexample, or F17 where the poison's fate was what was asked. */
  readonly shownBy: string;
  /** Where it is not right: why. */
  readonly why: string;
  readonly plays: number;
}

/** Where one consumer is run. */
export interface Bench {
  readonly wire: Wire;
  /** An empty database for one subject. */
  database(): Promise<string>;
  /** Fault classes; default: all. */
  readonly faults?: readonly string[];
  readonly plays: number;
}

const signal = new AbortController().signal;
const material = materialOf(
  "consumer",
  events.map((value, index) => ({ value, place: `events[${index}]` })),
  {},
  ({ value }) => value,
);

/** Runs it as verify-idempotency does, plays a counterexample once more from its text, and compares with what is true of it. */
export async function judge(label: Label, bench: Bench): Promise<Judged> {
  const { verification } = await verified(label, bench, {});
  const { counterexample, verdict, coverage } = verification;
  const plays = coverage.schedules;
  const shownBy = counterexample?.faultClass ?? "";
  const done = (right: boolean, why: string, more: Partial<Judged> = {}): Judged => ({ right, verdict, shownBy, why, plays, ...more });
  if (verdict !== label.verdict) return done(false, verification.why);
  if (counterexample === undefined) return label.revealedBy.includes("F17") ? poisoned(label, bench, done) : done(true, "");
  if (!label.revealedBy.includes(shownBy.split(":")[0]!)) return done(false, `It is revealed by ${label.revealedBy.join(", ")}.`);
  const again = await verified(label, bench, { schedules: [counterexample.schedule] });
  if (again.verification.verdict === "not-idempotent") return done(true, "");
  return done(false, `Its counterexample does not replay: ${again.verification.why} (${counterexample.schedule})`);
}

async function verified(label: Label, bench: Bench, more: Partial<VerifyOptions>): Promise<Verified> {
  const subject = await subjectOf(label, bench, bench.wire);
  const options: VerifyOptions = {
    ...(bench.faults && { faults: bench.faults }),
    seeds: [1],
    budget: { ...processBudget, plays: bench.plays, seconds: 900 },
    invariants: [],
    ignore: [],
    model: "individual",
    replay: { command: "", file: "" },
    now: Date.now,
    ...more,
  };
  try {
    return await verifyConsumer(subject, material, options, signal, () => {});
  } finally {
    await subject.close();
  }
}

/** Its effects are safe; where do messages end that it cannot handle? */
async function poisoned(label: Label, bench: Bench, done: (right: boolean, why: string, more: Partial<Judged>) => Judged): Promise<Judged> {
  const watch = poisonWatch();
  const subject = await subjectOf(label, bench, watch.around.wire(bench.wire));
  try {
    const opening = await subject.open();
    if ("problem" in opening) return done(false, opening.problem.message, { shownBy: "F17" });
    const map = { dlq: [], channels: [] } as never;
    const { outcome, why } = await proveProcess(
      { id: nameOf(label), subject, material, how: {}, map, settings: {}, depends: { files: [] } },
      opening.opened,
      watch,
    );
    return done(outcome === "denied", why, { shownBy: "F17" });
  } finally {
    await subject.close();
  }
}

async function subjectOf(label: Label, bench: Bench, wire: Wire): Promise<Subject> {
  const root = folderOf(label).replace(/\/$/, "");
  return processSubject(
    {
      root,
      command: await commandOf(label),
      env: {},
      events: material.events,
      ids: material.ids,
      keys: material.keys,
      allowHosts: [],
      setup: label.setup.map((file) => readFileSync(join(root, file), "utf8")),
      ...(label.database === "postgres" && { database: { name: "main", url: await bench.database() } }),
    },
    { wire, signal, env: process.env, files: [] },
  );
}
