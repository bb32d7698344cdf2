import { type ToolContext, ToolError } from "../../tool.ts";
import { defaultBudget, processBudget, type Verified } from "../../verify/material.ts";
import { faultListDigest } from "../../verify/schedules.ts";
import { verifyConsumer } from "../../verify/verify.ts";
import { type IdempotencyRun, storeProof } from "../../workspace/proofs.ts";
import { withLock } from "../../workspace/run-folder.ts";
import { deliveryModelOf } from "../../loop/delivery-model.ts";
import { NoSamples } from "./find-samples.ts";
import { inconclusive, standing } from "./inconclusive.ts";
import { type KnownSystem, openConsumer, type OpenConsumer, readSystem } from "./open-consumer.ts";
import type { VerifyInput, VerifyOutput } from "./request.ts";
import { findTarget } from "./target.ts";
import { watch } from "./watch.ts";
import { checkTestFile, replayOf, writeCounterexample } from "./write-replay.ts";

/** One run at a time in a repository: two would share the processors, and time each other out. */
export function verifyInRepository(context: ToolContext, input: VerifyInput): Promise<VerifyOutput> {
  if (input.emitTest !== undefined) checkTestFile(context.root, input.emitTest);
  return withLock(context.root, "verify", async () => {
    const known = await readSystem(context);
    try {
      const target = findTarget(context.root, input.consumer, known.map, known.settings);
      return await verified(context, input, await openConsumer(context, input, { ...known, target }));
    } catch (error) {
      return afterFailure(context, input, known, error);
    }
  });
}

/** What could not be run is on record too, so that nobody is told to try again before something changes. */
function afterFailure(context: ToolContext, input: VerifyInput, known: KnownSystem, error: unknown): VerifyOutput {
  if (!(error instanceof ToolError) || error.code === "CANCELLED" || error.code === "INVALID_INPUT") throw error;
  const stands = standing(context.root, input, known);
  const bySamplesOfTheCall = input.samples !== undefined && (error.code === "NOT_FOUND" || error.code === "PARSE_FAILED");
  if (stands === undefined || (bySamplesOfTheCall && !(error instanceof NoSamples))) throw error;
  const verification = inconclusive(stands, known.map, error.message);
  const evidence = keep(context, input, { verification, seeds: [] }, stands);
  if (error instanceof NoSamples) return { ...verification, ...evidence };
  throw error;
}

/** A literal schedule names instances: m0@A. No id and no title of a class does. */
const isSchedule = (word: string): boolean => word.includes("@");

async function verified(
  context: ToolContext,
  input: VerifyInput,
  { subject, material, how, detected, map, depends }: OpenConsumer,
): Promise<VerifyOutput> {
  const schedules = (input.faults ?? []).filter(isSchedule);
  const faults = (input.faults ?? []).filter((word) => !isSchedule(word));
  const watched = watch(subject, context.root, depends);
  try {
    const result = await verifyConsumer(
      watched.subject,
      material,
      {
        ...(faults.length > 0 && { faults }),
        ...(schedules.length > 0 && { schedules }),
        seeds: input.seeds ?? [1],
        budget: {
          ...(how.command === undefined || how.handler !== undefined ? defaultBudget : processBudget),
          ...withoutGaps(input.budget ?? {}),
        },
        invariants: input.invariants ?? [],
        ignore: [...(input.ignore ?? [])],
        model: deliveryModelOf(detected, map).model,
        replay: replayOf(material.consumer),
        now: () => context.now().getTime(),
      },
      context.signal,
      (...message) => context.progress(...message),
    );
    const { verification } = result;
    const test = writeCounterexample(context.root, context.version, input, result);
    const evidence = schedules.length > 0 ? {} : keep(context, input, result, watched.seen());
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
  state: Pick<IdempotencyRun, "depends" | "before">,
): Pick<VerifyOutput, "evidence"> {
  const { path, signed, note } = storeProof(context, {
    kind: "idempotency",
    verification,
    input,
    seeds,
    effects,
    faultList: faultListDigest(),
    ...state,
  });
  return { evidence: { path, signed, ...(note !== undefined && { note }) } };
}

function withoutGaps<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
