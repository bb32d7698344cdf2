import { type ToolContext, ToolError } from "../../tool.ts";
import { defaultBudget, type Verified } from "../../verify/material.ts";
import { faultListDigest } from "../../verify/schedules.ts";
import type { Subject } from "../../verify/subject.ts";
import { verifyConsumer } from "../../verify/verify.ts";
import { type Depends, takeDigests } from "../../workspace/digests.ts";
import { type IdempotencyRun, storeProof } from "../../workspace/proofs.ts";
import { withLock } from "../../workspace/run-folder.ts";
import { deliveryModelOf } from "../../loop/delivery-model.ts";
import { NoSamples } from "./find-samples.ts";
import { inconclusive } from "./inconclusive.ts";
import { type FoundConsumer, findConsumer, openConsumer, type OpenConsumer } from "./open-consumer.ts";
import type { VerifyInput, VerifyOutput } from "./request.ts";
import { replayOf, writeReplay, writeTest } from "./write-replay.ts";

/** One run at a time in a repository: two would share the processors, and time each other out. */
export function verifyInRepository(context: ToolContext, input: VerifyInput): Promise<VerifyOutput> {
  return withLock(context.root, "verify", async () => {
    const found = await findConsumer(context, input.consumer);
    try {
      const consumer = await openConsumer(context, input, found);
      return await verified(context, input, consumer);
    } catch (error) {
      if (!(error instanceof ToolError) || !(error instanceof NoSamples || error.code === "UNSUPPORTED")) throw error;
      // On record, so that nobody is told to ask again before something changes.
      const verification = inconclusive(found, error.message);
      const evidence = keep(context, input, { verification, seeds: [] }, dependsOf(found));
      if (error instanceof NoSamples) return { ...verification, ...evidence };
      throw error;
    }
  });
}

async function verified(context: ToolContext, input: VerifyInput, { subject, material, detected, map, settings, depends }: OpenConsumer): Promise<VerifyOutput> {
  const { signal, progress, now } = context;
  // A literal schedule names instances: m0@A. No id and no title does.
  const [schedules, faults] = [true, false].map((literal) => (input.faults ?? []).filter((word) => word.includes("@") === literal)) as [string[], string[]];
  let before: Pick<IdempotencyRun, "before"> = {};
  let loaded = depends;
  /** The files are known once they are loaded; what is edited from then on makes the record stale. */
  const watched: Subject = {
    ...subject,
    open: async () => {
      const opening = await subject.open();
      if ("opened" in opening) loaded = { ...depends, files: [...new Set([...depends.files, ...opening.opened.files])] };
      before = { before: takeDigests(context.root, loaded) };
      return opening;
    },
  };
  try {
    const result = await verifyConsumer(
      watched,
      material,
      {
        ...(faults.length > 0 && { faults }),
        ...(schedules.length > 0 && { schedules }),
        seeds: input.seeds ?? [1],
        budget: { ...defaultBudget, ...withoutGaps(input.budget ?? {}) },
        invariants: input.invariants ?? [],
        ignore: [...(input.ignore ?? [])],
        model: deliveryModelOf(detected, map).model,
        replay: replayOf(material.consumer),
        now: () => now().getTime(),
      },
      signal,
      progress,
    );
    const { verification } = result;
    writeReplay(context.root, input, result);
    const test = input.emitTest === undefined ? {} : writeTest(context.root, input, result);
    const evidence = schedules.length > 0 ? {} : keep(context, input, result, loaded, before);
    return { ...verification, ...test, ...evidence };
  } finally {
    await subject.close();
  }
}

/** The evidence of a run. */
function keep(
  context: ToolContext,
  input: VerifyInput,
  { verification, seeds, effects }: Pick<Verified, "verification" | "seeds" | "effects">,
  depends: Depends,
  before: Pick<IdempotencyRun, "before"> = {},
): Pick<VerifyOutput, "evidence"> {
  const { path, signed, note } = storeProof(context, {
    kind: "idempotency",
    verification,
    input,
    seeds,
    effects,
    faultList: faultListDigest(),
    depends,
    ...before,
  });
  return { evidence: { path, signed, ...(note !== undefined && { note }) } };
}

function dependsOf({ target: { file, how } }: FoundConsumer): Depends {
  return { files: [file], setup: how.setup ?? [], ...(how.samples !== undefined && { samples: how.samples }) };
}

function withoutGaps<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
