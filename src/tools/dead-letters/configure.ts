import type { Session } from "../../brokers/broker.ts";
import { applyPlan } from "../../delivery/apply.ts";
import { openJournal } from "../../delivery/journal.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { withLock } from "../../workspace/run-folder.ts";
import { whyNotWrite } from "./permission.ts";
import { keepProof, type Proven, proveBoth, unproven } from "./prove.ts";
import { type Placed, placeConsumers, type Placing } from "./wanted.ts";
import { consumersOf, embeddedNote, type Planned, planFor, withBroker } from "./world.ts";

export interface ConfigureInput {
  readonly consumer?: string | undefined;
  readonly plan?: string | undefined;
  readonly samples?: string | readonly unknown[] | undefined;
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
  const placing = await placeConsumers(context, input.consumer);
  const { placed, planned, changed, whyNot } = await withBroker(context, placing, false, (session) =>
    configured(context, session, placing, input),
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
    broker: "embedded",
    connection: placing.connection,
    plan: planned.plan.plan,
    applied: changed !== undefined,
    changed: changed ?? 0,
    ...(whyNot !== undefined && { whyNot }),
    actions: planned.plan.actions,
    consumers,
    notes: [embeddedNote],
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
  session: Session,
  placing: Placing,
  { consumer, plan }: ConfigureInput,
): Promise<Configured> {
  const placed = plan === undefined ? placing.placed : await consumersOf(session, placing.placed, plan);
  if (placed.length === 0) throw unplannable(consumer ?? "the repository", placing);
  const planned = await planFor(session, placed);
  const conflict = planned.plan.actions.find(({ action }) => action === "conflict");
  if (conflict) return { placed, planned, changed: undefined, whyNot: `${conflict.resource}: ${conflict.reason}` };
  const forbidden = whyNotWrite(
    placed.map(({ broker }) => broker),
    context.env,
  );
  if (forbidden !== undefined) return { placed, planned, changed: undefined, whyNot: forbidden };
  const mark = context.newId();
  const journal = openJournal(context.root, { mark, plan: planned.plan.plan, at: context.now().toISOString() });
  const { changed } = await applyPlan(planned.plan, planned.desired, session, mark, journal);
  const observed = await session.observe(placed.flatMap(({ resources }) => resources));
  return { placed, planned: { ...planned, observed }, changed };
}

function unplannable(what: string, { unplanned }: Placing): ToolError {
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

/** For whoever needs the outcome alone. */
export async function configureConsumer(context: ToolContext, consumer: string): Promise<Pick<Proven, "outcome" | "why">> {
  const { applied, whyNot, consumers } = await configureDeadLetters(context, { consumer });
  const [found] = consumers;
  if (applied && found) return { outcome: found.outcome, why: found.why };
  return { outcome: "denied", why: whyNot ?? "Nothing was applied." };
}
