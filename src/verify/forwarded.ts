import type { Difference } from "../model/verification.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Play } from "./play.ts";

interface Samples {
  readonly baselineOutcome: PlayOutcome;
  readonly events: readonly unknown[];
  readonly ids: readonly string[];
}

/**
 * A consumer that answers a failure by sending the event itself to a retry or dead-letter topic of its own has lost nothing: the
 * event went on elsewhere. Undefined: no such topic. Else the differences that remain without the sending.
 */
export function forwarded(
  { baselineOutcome, events, ids }: Samples,
  outcome: PlayOutcome,
  play: Play,
  deciding: readonly Difference[],
): { readonly topics: readonly string[]; readonly others: readonly Difference[] } | undefined {
  const usual = new Set(baselineOutcome.observation.published.map(({ topic }) => topic));
  const sent = outcome.observation.published.filter(
    ({ topic, value, headers }) =>
      !usual.has(topic) &&
      disturbed(play).some((event) => isSame(value, headers, (play.events ?? events)[event], (play.ids ?? ids)[event] ?? "")),
  );
  if (sent.length === 0) return undefined;
  const topics = [...new Set(sent.map(({ topic }) => topic))];
  return { topics, others: deciding.filter(({ what, sign }) => !(sign === "surplus" && topics.includes(what))) };
}

/** Events that a fault hit, or of which a copy came. */
function disturbed({ steps }: Play): number[] {
  return steps.flatMap((step) => {
    if (step.do === "race") return [...step.first.copies, ...step.second.copies].map(({ event }) => event);
    if (step.do !== "deliver") return [];
    return step.copies.flatMap(({ event, kind }) => (step.fault !== undefined || kind !== "first" ? [event] : []));
  });
}

/** Names the event, and holds all that it holds; of bytes only the name can be read. */
function isSame(value: unknown, headers: unknown, event: unknown, id: string): boolean {
  const text = JSON.stringify([value, headers]);
  if (id === "" || !text.includes(id)) return false;
  return value === null || typeof value !== "object" || leaves(event, 0).every((leaf) => text.includes(JSON.stringify(leaf)));
}

function leaves(value: unknown, depth: number): unknown[] {
  if (value === null || typeof value !== "object" || depth > 8) return [value];
  return Object.entries(value).flatMap(([key, inner]) => (key.startsWith("$") || key === "headers" ? [] : leaves(inner, depth + 1)));
}
