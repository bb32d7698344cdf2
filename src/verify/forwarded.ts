import type { Difference } from "../model/verification.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Play } from "./play.ts";

/**
 * A consumer that answers an error by sending the event to a retry or dead-letter topic of its own has lost nothing: the event
 * went on elsewhere. Undefined: no such topic. Else the differences that remain without the sending.
 */
export function forwarded(
  { baselineOutcome, ids }: { readonly baselineOutcome: PlayOutcome; readonly ids: readonly string[] },
  outcome: PlayOutcome,
  play: Play,
  deciding: readonly Difference[],
): { readonly topic: string; readonly others: readonly Difference[] } | undefined {
  const usual = new Set(baselineOutcome.observation.published.map(({ topic }) => topic));
  const hit = play.steps.flatMap((step) => (step.do === "deliver" && step.fault ? step.copies.map(({ event }) => event) : []));
  const named = hit.flatMap((event) => (play.ids ?? ids)[event] ?? []);
  const sent = outcome.observation.published.filter(({ topic, value, headers }) => {
    if (usual.has(topic)) return false;
    const whole = JSON.stringify([value, headers]);
    return named.some((id) => whole.includes(id));
  });
  const topic = sent[0]?.topic;
  if (topic === undefined) return undefined;
  const topics = new Set(sent.map((each) => each.topic));
  return { topic, others: deciding.filter(({ what, sign }) => !(sign === "surplus" && topics.has(what))) };
}
