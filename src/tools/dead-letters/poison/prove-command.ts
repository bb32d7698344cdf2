import { failureChannels } from "../../../loop/dead-letters.ts";
import type { ConsumerProof } from "../../../model/delivery.ts";
import { clocks } from "../../../verify/baselines.ts";
import type { PlayOutcome } from "../../../verify/observation.ts";
import type { Step } from "../../../verify/play.ts";
import type { Opened } from "../../../verify/subject.ts";
import { limited } from "../../../verify/subjects/process/wire/limited.ts";
import type { Wire } from "../../../verify/subjects/process/wire/wire.ts";
import type { Fate, PoisonRun } from "../../../delivery/consumer-proof.ts";
import { gapsOf } from "../../../delivery/poison.ts";
import type { OpenConsumer } from "../../verify/open-consumer.ts";
import { chooseSlot, effectsOf, type Slot } from "./neighbours.ts";
import { type Poison, poisonsOf } from "./poisons.ts";
import { proofless } from "./prove-consumer.ts";
import { proofOf, type Result, resultOf } from "./verdict.ts";

/** More deliveries of one message than any ladder has. */
const most = 24;

/** Longer than the longest rung of a ladder. */
const workMs = 45_000;

/** Stands between a process and its wire while it is given poison: what comes again without end is ended. */
export interface PoisonWatch {
  readonly around: { readonly wire: (wire: Wire) => Wire; readonly workMs: number };
  readonly stuck: ReadonlySet<number>;
}

export function poisonWatch(): PoisonWatch {
  const stuck = new Set<number>();
  return { around: { wire: (wire) => limited(wire, most, stuck), workMs }, stuck };
}

/**
 * Sends poison to the user's own process over its real broker, with everything that broker and consumer do about it in real time: it
 * must end in this consumer's dead letter, and its neighbours must be handled as if it were not there. `consumer` was opened with
 * `watch.around`.
 */
export async function proveProcess(consumer: OpenConsumer, opened: Opened, watch: PoisonWatch): Promise<ConsumerProof> {
  const { subject, material } = consumer;
  const slot = await chooseSlot(subject, material, opened);
  if ("why" in slot) return proofless(slot.why);
  const results: Result[] = [];
  for (const poison of poisonsOf(material.events[slot.event], material.ids[slot.event]!, slot.firstWrite)) {
    const events = material.events.map((event, index) => (index === slot.event ? poison.event : event));
    const steps = slot.order.map((event): Step => {
      const fault = event === slot.event && poison.fault !== undefined ? { fault: poison.fault } : {};
      return { do: "deliver", to: "A", copies: [{ event, kind: "first" }], ...fault };
    });
    const outcome = await subject.play({ steps, clock: clocks(material.events)[0] ?? 0, seed: 1, events, nacks: "none" });
    // An effect that cannot be made to fail from outside tells nothing.
    if (poison.fault !== undefined && outcome.faultsHit === 0) continue;
    results.push(seenOf(consumer, slot, poison, outcome, watch.stuck));
  }
  return proofOf(results, slot.order.length - 1, true);
}

function seenOf(
  { map, settings, id, material }: OpenConsumer,
  slot: Slot,
  poison: Poison,
  outcome: PlayOutcome,
  stuck: ReadonlySet<number>,
): Result {
  const failures = failureChannels(map);
  const declared = settings.consumers?.[id]?.deadLetter;
  const isDead = (channel: string) => channel === declared || failures.isDead(channel);
  const isLadder = (channel: string) => isDead(channel) || failures.isRetry(channel);
  const attempts = outcome.deliveries.filter(({ copies }) => copies.some(({ event }) => event === slot.event));
  const last = attempts.at(-1);
  if (last?.result === "nacked" && stuck.size === 0 && !outcome.observation.deadLetters.includes(slot.event) && isQuiet(outcome))
    return { ...thrownAway, faultClass: poison.faultClass, deliveries: attempts.length, gapsMs: gapsOf(attempts), deadLetters: 0 };
  const sent = outcome.observation.published.filter(({ value }) => (JSON.stringify(value) ?? "").includes(material.ids[slot.event]!));
  return resultOf({
    poison,
    run: runOf(outcome, stuck),
    event: slot.event,
    attempts: attempts.map(({ atMs }) => ({ atMs })),
    sent: sent.filter(({ topic }) => isLadder(topic) || poison.fault === undefined),
    isDead,
    isRetry: failures.isRetry,
    // Where a message went that was rejected was looked for on the broker itself.
    rejects: "unknown",
    ...(stuck.size > 0 ? { harm: [], traceless: false } : effectsOf(outcome, slot, isLadder)),
  });
}

/** Refused for good, and found nowhere. */
const thrownAway = {
  outcome: "denied",
  why: "It is refused for good, and no dead letter has it: the broker throws it away.",
  fix: "Declare a dead letter where it is read (RabbitMQ: x-dead-letter-exchange, with a queue bound to it), or send it there before it is refused.",
} as const;

function isQuiet({ problems }: PlayOutcome): boolean {
  return problems.every(({ kind }) => kind === "unobserved");
}

/** What the broker and the consumer did, in the words of the proof. */
function runOf({ deliveries, observation, problems }: PlayOutcome, stuck: ReadonlySet<number>): PoisonRun {
  const fates: Readonly<Record<string, Fate>> = { acked: "acked", nacked: "refused", crashed: "refused", lost: "refused" };
  const handed = deliveries.flatMap(({ copies, atMs, result }) =>
    copies.map(({ event, count }) => ({ event, count, atMs, fate: fates[result] ?? "refused" })),
  );
  const late = problems.find(({ kind }) => kind === "timeout");
  const other = problems.find(({ kind }) => kind !== "timeout" && kind !== "unobserved");
  const problem = stuck.size > 0 ? undefined : (other ?? (handed.length === 0 ? late : undefined));
  return {
    handed,
    deadLetters: observation.deadLetters,
    missingHeaders: [],
    stuck: [...stuck],
    quiet: late === undefined,
    ...(problem !== undefined && { problem: problem.message }),
  };
}
