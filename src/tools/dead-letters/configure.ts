import { applyPlan } from "../../delivery/apply.ts";
import { openJournal } from "../../delivery/journal.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { withLock } from "../../workspace/run-folder.ts";
import { whyNotWrite } from "../connections/permission.ts";
import { keepProof, type Proven, proveBoth, unproven } from "./prove.ts";
import { placeConsumers, type Placing } from "./wanted.ts";
import { brokersOf, consumersOf, notesOf, type Placed, type Planned, planFor, withBrokers, type World } from "./world.ts";

export interface ConfigureInput {
  readonly consumer?: string | undefined;
  readonly plan?: string | undefined;
  readonly samples?: string | readonly unknown[] | undefined;
  readonly environment?: string | undefined;
  readonly allowBrokerWrite?: boolean | undefined;
}

/** What configure-dlq answers: one run at a time in a repository. */
export function configureDeadLetters(context: ToolContext, input: ConfigureInput) {
  const { consumer, plan } = input;
  if ((consumer === undefined) === (plan === undefined))
    throw new ToolError("INVALID_INPUT", "Give either a consumer or a plan.", "A plan names its consumers itself.");
  // Consumers are run: one run at a time, whichever tool asks.
  return withLock(context.root, "verify", () => withLock(context.root, "dead-letters", () => configure(context, input)));
}

async function configure(context: ToolContext, input: ConfigureInput) {
  const placing = await placeConsumers(context, input.consumer, input.environment);
  const { placed, planned, changed, whyNot } = await withBrokers(context, placing, false, (world) =>
    configured(context, world, placing, input),
  );
  const consumers = [];
  for (const [index, each] of placed.entries()) {
    if (whyNot !== undefined) {
      keepProof(context, each, unproven(whyNot), planned, input);
      continue;
    }
    context.progress(`poison to ${each.wanted.consumer}`, index, placed.length);
    const proven = await proveBoth(context, each, placing, input.samples);
    consumers.push(answerOf(each, proven, keepProof(context, each, proven, planned, input)));
  }
  return {
    ...brokersOf({ ...placing, places: placed }),
    plan: planned.plan.plan,
    applied: changed !== undefined,
    changed: changed ?? 0,
    ...(whyNot !== undefined && { whyNot }),
    actions: planned.plan.actions,
    fileEdits: planned.plan.fileEdits,
    consumers,
    notes: notesOf(placed, planned),
  };
}

interface Configured {
  readonly placed: readonly Placed[];
  readonly planned: Planned;
  /** Undefined: not applied. */
  readonly changed: number | undefined;
  /** Why it was not. */
  readonly whyNot?: string;
}

async function configured(
  context: ToolContext,
  { placed: all, unplanned }: World,
  placing: Placing,
  { consumer, plan, ...leave }: ConfigureInput,
): Promise<Configured> {
  const placed = plan === undefined ? all : await consumersOf(context, placing.map, all, plan);
  if (placed.length === 0) throw unplannable(consumer ?? "the repository", [...placing.unplanned, ...unplanned]);
  const planned = await planFor(context, placing.map, placed);
  const conflict = planned.plan.actions.find(({ action }) => action === "conflict");
  if (conflict) return { placed, planned, changed: undefined, whyNot: `${conflict.resource}: ${conflict.reason}` };
  const forbidden = whyNotWrite(placed, placing.settings, context.env, leave);
  if (forbidden !== undefined) return { placed, planned, changed: undefined, whyNot: forbidden };
  const parts = [];
  let changed = await editFiles(context, planned);
  for (const part of planned.parts) {
    const mark = context.newId();
    const journal = openJournal(context.root, { mark, plan: part.plan.plan, at: context.now().toISOString() });
    changed += (await applyPlan(part.plan, part.desired, part.session, mark, journal)).changed;
    parts.push({ ...part, observed: await part.session.observe(part.desired.flatMap(({ resources }) => resources)) });
  }
  // What the broker gave up before there was a dead letter to look into, or while nobody listened.
  for (const { session, topology } of placed) await session.sweep?.(topology.reader);
  return { placed, planned: { ...planned, parts }, changed };
}

/** All files of a plan, or none of them where one has moved. */
async function editFiles(context: ToolContext, { parts }: Planned): Promise<number> {
  const files = parts.flatMap(({ declared }) => declared.files);
  if (files.length === 0) return 0;
  const { readExact, writeExact } = await import("../../workspace/exact-text.ts");
  const moved = files.find(({ file, before }) => readExact(context.root, file) !== before);
  if (moved) throw new ToolError("PLAN_STALE", `${moved.file} changed after the plan was made.`, "Nothing was applied.");
  for (const { file, before, after } of files) writeExact(context.root, file, before, after);
  return files.length;
}

function unplannable(what: string, unplanned: Placing["unplanned"]): ToolError {
  return new ToolError(
    "UNSUPPORTED",
    `Nothing can be planned for ${what}.`,
    unplanned[0]?.why ?? "No consumer needs a dead letter.",
    unplanned[0]?.why,
  );
}

function answerOf(
  { wanted: { consumer }, topology: { reader }, imitates }: Placed,
  { topology, proof, outcome, why }: Proven,
  evidence: ReturnType<typeof keepProof>,
) {
  return { consumer, imitates, deadLetter: reader.deadLetter, outcome, why, topology, proof, evidence };
}

/** For whoever needs the outcome alone. WRITE_DISABLED, and what is on record stays, where its broker may not be written to. */
export async function configureConsumer(context: ToolContext, consumer: string): Promise<Pick<Proven, "outcome" | "why">> {
  const { places, settings } = await placeConsumers(context, consumer);
  const forbidden = whyNotWrite(places, settings, context.env);
  if (forbidden !== undefined) throw new ToolError("WRITE_DISABLED", forbidden, "Nothing was run.");
  const { applied, whyNot, consumers, actions } = await configureDeadLetters(context, { consumer });
  const [found] = consumers;
  if (applied && found) return { outcome: found.outcome, why: found.why };
  // A conflict stands in the way; without permission nothing is known.
  const outcome = actions.some(({ action }) => action === "conflict") ? "denied" : "inconclusive";
  return { outcome, why: whyNot ?? "Nothing was applied." };
}
