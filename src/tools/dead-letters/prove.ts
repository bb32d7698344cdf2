import { virtualClock } from "../../brokers/clock.ts";
import { proveTopology } from "../../delivery/poison.ts";
import { retriesElsewhere } from "../../loop/delivery-model.ts";
import type { ConsumerProof, TopologyProof } from "../../model/delivery.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import type { Digests } from "../../model/evidence-record.ts";
import type { Subject } from "../../verify/subject.ts";
import { type Depends, takeDigests } from "../../workspace/digests.ts";
import { storeProof } from "../../workspace/proofs.ts";
import { standing } from "../verify/inconclusive.ts";
import { openConsumer, type OpenConsumer } from "../verify/open-consumer.ts";
import { findTarget } from "../verify/target.ts";
import type { ConfigureInput } from "./configure.ts";
import { proofless, proveConsumer } from "./poison/prove-consumer.ts";
import { poisonWatch, proveProcess } from "./poison/prove-command.ts";
import type { Place, Placing } from "./wanted.ts";
import { openingOf, type Placed, type Planned } from "./world.ts";

export interface Proven {
  readonly outcome: ConsumerProof["outcome"];
  readonly why: string;
  readonly topology: TopologyProof;
  readonly proof: ConsumerProof;
  readonly depends: Depends;
  readonly before?: Digests;
  /** The kind of broker that the consumer was tried on: a handler is given its messages by ours. */
  readonly on: string;
  /** Where its failures wait. */
  readonly ladder: "blocking" | "non-blocking" | "none";
}

/** Both proofs of one consumer, on shadows that are gone afterwards. */
export async function proveBoth(
  context: ToolContext,
  placed: Placed,
  placing: Placing,
  samples: ConfigureInput["samples"],
): Promise<Proven> {
  // Our own broker waits in virtual time; a real one has the real time only.
  const opening = openingOf(context, placing, placed);
  const clock = placed.broker.external ? opening.clock : virtualClock(context.now().getTime());
  const topology = await proveTopology(placed.broker, placed.wanted, { ...opening, clock }, context.newId());
  const consumer = await proveHandler(context, placed, placing, samples);
  const base = { topology, ...consumer };
  if (topology.outcome === "proven") return { ...base, outcome: consumer.proof.outcome, why: consumer.proof.why };
  return { ...base, outcome: topology.outcome, why: topology.why };
}

type Handled = Pick<Proven, "proof" | "depends" | "before" | "ladder" | "on">;

async function proveHandler(
  context: ToolContext,
  placed: Place,
  { map, settings }: Placing,
  samples: ConfigureInput["samples"],
): Promise<Handled> {
  const id = placed.wanted.consumer;
  let depends: Depends = standing(context.root, { consumer: id }, { map, settings })?.depends ?? { files: [] };
  let opened: OpenConsumer | undefined;
  try {
    const target = findTarget(context.root, id, map, settings);
    const watch = target.command === undefined ? undefined : poisonWatch();
    opened = await openConsumer(context, { consumer: id, samples, ...(watch && { around: watch.around }) }, { map, settings, target });
    const opening = await opened.subject.open();
    if ("problem" in opening) return unhandled(opening.problem.message, opened.depends);
    depends = { ...opened.depends, files: [...new Set([...opened.depends.files, ...opening.opened.files])] };
    const before = takeDigests(context.root, depends);
    const late = new Set<string>();
    opened = { ...opened, subject: noting(opened.subject, late) };
    const shape = watch !== undefined && opened.detected?.broker === "kafka" ? "kafkajs" : target.shape;
    const proof =
      watch === undefined
        ? await proveConsumer(placed, opened, opening.opened, { shape, run: context.newId(), root: context.root, connection: "proof" })
        : await proveProcess(opened, opening.opened, watch);
    const elsewhere = opened.detected !== undefined && retriesElsewhere(opened.detected, opened.map);
    const ladder = ladderWord(placed, shape, elsewhere, proof);
    const files = [...new Set([...depends.files, ...late])];
    const now = { ...takeDigests(context.root, { files: [...late] }), ...before };
    return { proof, depends: { ...depends, files }, before: now, ladder, on: watch === undefined ? "embedded" : placed.broker.kind };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED" || error.code === "INVALID_INPUT") throw error;
    if (samples !== undefined && (error.code === "NOT_FOUND" || error.code === "PARSE_FAILED")) throw error;
    // On record, so that nobody is told to ask again before something changes.
    return unhandled(`${error.message} ${error.retry.how}`, depends);
  } finally {
    await opened?.subject.close();
  }
}

/** The same subject; what it loads or reads only when it works is noted. */
function noting(subject: Subject, files: Set<string>): Subject {
  return {
    ...subject,
    async play(play) {
      const outcome = await subject.play(play);
      for (const file of outcome.files ?? []) files.add(file);
      return outcome;
    },
  };
}

function unhandled(why: string, depends: Depends): Handled {
  return { proof: proofless(why), depends, ladder: "none", on: "embedded" };
}

/** Nothing was applied, so nothing was tried. */
export function unproven(why: string, depends: Depends = { files: [] }): Proven {
  const topology: TopologyProof = { outcome: "inconclusive", why, deliveries: 0, gapsMs: [], clock: "virtual", checks: [] };
  return { ...unhandled(why, depends), outcome: "inconclusive", why, topology };
}

/** Later events of a key overtake a failed one, unless its waits hold them back. */
function ladderWord({ wanted: { retry } }: Place, shape: string, elsewhere: boolean, proof: ConsumerProof): Proven["ladder"] {
  if (proof.retry.gapsMs.length === 0) return "none";
  if (shape === "kafkajs") return elsewhere ? "non-blocking" : "blocking";
  return retry.ordering === "key" ? "blocking" : "non-blocking";
}

/** Records are committed: what an error says may hold values of an event. */
function withoutErrors(text: string): string {
  return text.replaceAll(/ \([^()]{0,500}\)/g, "");
}

/** The evidence of a run, whatever its outcome. */
export function keepProof(
  context: ToolContext,
  { wanted, imitates }: Placed,
  proven: Proven,
  { plan, parts }: Planned,
  input: ConfigureInput,
) {
  const { topology, proof, outcome, why, depends, before, ladder, on } = proven;
  const { path, signed, note } = storeProof(context, {
    kind: "dead-letter",
    consumer: wanted.consumer,
    proof: "consumer",
    outcome,
    why: withoutErrors(why),
    retry: { holds: proof.retry.holds, why: proof.retry.why, gapsMs: [...proof.retry.gapsMs] },
    ladder,
    redrive: true,
    broker: on,
    imitates,
    plan: plan.plan,
    observed: parts.flatMap(({ observed }) => observed).map(({ id, config }) => ({ id, config })),
    details: {
      poisons: proof.poisons.map(({ why: _why, fix: _fix, ...seen }) => seen),
      topology: { outcome: topology.outcome, deliveries: topology.deliveries, gapsMs: topology.gapsMs, clock: topology.clock },
    },
    input: { consumer: wanted.consumer, ...(input.samples !== undefined && { samples: input.samples }) },
    depends,
    ...(before && { before }),
  });
  return { path, signed, ...(note !== undefined && { note }) };
}
