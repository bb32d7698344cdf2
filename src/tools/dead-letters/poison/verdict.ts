import { growing, type PoisonRun } from "../../../delivery/consumer-proof.ts";
import { gapsOf } from "../../../delivery/poison.ts";
import type { ConsumerProof, PoisonResult } from "../../../model/delivery.ts";
import type { Published } from "../../../verify/observation.ts";
import type { Poison } from "./poisons.ts";

/** What a run with one poison showed. */
export interface Seen {
  readonly poison: Poison;
  readonly run: PoisonRun;
  /** Index of the poisoned event. */
  readonly event: number;
  /** Every attempt at it, over whatever channel it came. */
  readonly attempts: readonly { readonly atMs: number }[];
  /** What the consumer itself sent of it, and which of these channels are dead letters. */
  readonly sent: readonly Published[];
  readonly isDead: (channel: string) => boolean;
  readonly isRetry: (channel: string) => boolean;
  /** Where a message goes that the consumer rejects. */
  readonly rejects: "dead-letter" | "nowhere" | "unknown";
  /** What became otherwise of the neighbours' effects, for people. */
  readonly harm: readonly string[];
  /** The run left the very same effects as one without this event. */
  readonly traceless: boolean;
}

/** `open`: it may still end otherwise, where this run does not see it. */
export type Result = PoisonResult & { readonly open?: true };

/** What one poison showed of the dead letter. */
export function resultOf(seen: Seen): Result {
  const { poison, run, event, attempts, sent, isDead } = seen;
  const deadLetters = run.deadLetters.filter((each) => each === event).length + sent.filter(({ topic }) => isDead(topic)).length;
  const judged = rejected(seen) ?? (deadLetters === 0 ? withoutEnd(seen) : withEnd(seen, deadLetters));
  return { faultClass: poison.faultClass, ...judged, deliveries: attempts.length, gapsMs: gapsOf(attempts), deadLetters };
}

type Judged = Pick<Result, "outcome" | "why" | "fix" | "open">;

const denied = (why: string, fix: string): Judged => ({ outcome: "denied", why, fix });
const untold = (why: string): Judged => ({ outcome: "inconclusive", why });
const unseen = (why: string): Judged => ({ ...untold(why), open: true });
/** Attempts after which a message goes round and round. */
const endless = 20;

function withEnd({ run, event, attempts, harm }: Seen, deadLetters: number): Judged {
  if (run.problem !== undefined) return unseen(run.problem);
  if (deadLetters > 1)
    return denied(
      `One poisoned message became ${deadLetters} dead letters.`,
      "Either publish the dead letter or reject the message, not both.",
    );
  const lost = [...new Set([...run.deadLetters, ...run.stuck].filter((each) => each !== event))];
  if (lost.length > 0)
    return denied(
      `${lost.length} of its neighbours went down with it.`,
      "Give back only the messages that failed (batchItemFailures, or a settlement for each), not the whole batch.",
    );
  const handled = new Set(run.handed.filter(({ fate }) => fate === "acked").map((each) => each.event));
  if (run.handed.some((each) => each.event !== event && !handled.has(each.event)))
    return denied("A neighbour was never handled.", "Settle each message of a batch by itself.");
  if (harm.length > 0)
    return denied(
      `Its neighbours were harmed: ${harm[0]!}.`,
      "Keep the effects of one event in a transaction of its own that rolls back when it fails.",
    );
  if (!run.quiet)
    return denied("Something was still in flight when all waits were over.", "Settle every message: acknowledge it or refuse it.");
  if (run.missingHeaders.length > 0) return denied(`The dead letter lacks ${run.missingHeaders.join(", ")}.`, "Add them where it is sent.");
  return { outcome: "proven", why: `It was delivered ${times(attempts.length)} and ended as one dead letter.` };
}

/** A message that is rejected is where its queue says, which the embedded broker does not know. */
function rejected({ run, event, rejects }: Seen): Judged | undefined {
  if (rejects === "dead-letter" || !run.handed.some((each) => each.event === event && each.fate === "rejected")) return undefined;
  return rejects === "nowhere"
    ? denied(
        "It is rejected without requeue, and its queue names no dead-letter exchange: the broker throws it away.",
        "Declare the queue with x-dead-letter-exchange, and bind a queue to that exchange.",
      )
    : unseen("It is rejected without requeue: whether its queue has a dead-letter exchange, and what is bound to it, is not seen.");
}

/** No dead letter is known to have it. */
function withoutEnd({ poison: { fault }, run, event, sent, attempts, isRetry, rejects, traceless }: Seen): Judged {
  if (run.problem !== undefined) return unseen(run.problem);
  const toDeadLetter = "After the last attempt publish the message to this consumer's dead letter, and acknowledge it only then.";
  if (run.stuck.includes(event) && rejects === "dead-letter")
    return unseen(
      "It comes again at once, time after time: whether a delivery limit of its queue ends that in the dead letter is not seen.",
    );
  if (run.stuck.includes(event))
    return denied(
      "It comes again at once, time after time: it holds up what is behind it, and no dead letter takes it away.",
      toDeadLetter,
    );
  if (attempts.length > endless) return denied(`It goes round its retries without end (${attempts.length} deliveries).`, toDeadLetter);
  const topics = [...new Set(sent.map(({ topic }) => topic))];
  const waiting = topics.filter(isRetry);
  if (waiting.length > 0)
    return untold(`It goes on to ${waiting.join(", ")}, which no handler of this file reads: where it ends is not seen.`);
  if (topics.length > 0)
    return unseen(
      `It goes on to ${topics.join(", ")}, not known as a dead letter: name it as deadLetter of this consumer in .godmode/event.json.`,
    );
  if (fault?.what !== undefined) {
    const swallowed = `It is acknowledged although ${fault.what} failed${attempts.length > 1 ? ` (${times(attempts.length)} delivered)` : ""}`;
    if (!traceless) return untold(`${swallowed}; other effects of it are there.`);
    return denied(
      `${swallowed}, and nothing of it is left: the event is lost.`,
      "Throw the error again, or send the message to its dead letter, before it is acknowledged.",
    );
  }
  if (attempts.length > 1) return untold("It is refused at first and acknowledged when it comes again, without a dead letter.");
  return untold("It is acknowledged: the handler takes it for an event, or drops it.");
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** All poisons together. One that the handler accepts says nothing; one that is lost denies; one whose end is not seen leaves it open. */
export function proofOf(all: readonly Result[], neighbours: number, delaysSeen: boolean): ConsumerProof {
  const poisons = all.map(({ open: _open, ...result }): PoisonResult => result);
  const lost = poisons.find(({ outcome }) => outcome === "denied");
  const proven = poisons.filter(({ outcome }) => outcome === "proven");
  const unknown = all.find(({ open }) => open);
  const retry = delaysSeen
    ? retryOf(poisons)
    : { holds: null, why: "How long the client lets a refused message wait is not seen.", gapsMs: [] };
  if (lost) return { outcome: "denied", why: `${lost.faultClass}: ${lost.why}`, poisons, retry };
  if (unknown) return { outcome: "inconclusive", why: `${unknown.faultClass}: ${unknown.why}`, poisons, retry };
  if (proven.length === 0) {
    const why = poisons.map(({ faultClass, why }) => `${faultClass}: ${why}`).join(" ");
    return { outcome: "inconclusive", why: why === "" ? "No poison could be made." : why, poisons, retry };
  }
  const kinds = proven.map(({ faultClass }) => faultClass.slice("F17:".length)).join(", ");
  return {
    outcome: "proven",
    why: `Poison (${kinds}) ended in its dead letter and ${neighbours} other events were handled as without it.`,
    poisons,
    retry,
  };
}

const atOnceMs = 50;

function retryOf(results: readonly PoisonResult[]): ConsumerProof["retry"] {
  const tried = [...results].sort((a, b) => b.gapsMs.length - a.gapsMs.length)[0];
  const gapsMs = tried?.gapsMs ?? [];
  const seconds = gapsMs.every((gap) => gap < atOnceMs)
    ? "at once"
    : `after ${gapsMs.map((gap) => `${Math.round(gap / 100) / 10} s`).join(", ")}`;
  if (gapsMs.length > 0 && gapsMs.every((gap) => gap === 0))
    return { holds: null, why: "A failed delivery was tried again; how long the broker let it wait is not seen.", gapsMs: [] };
  if (growing(gapsMs)) return { holds: true, why: `A failed delivery was tried again ${seconds}.`, gapsMs };
  if (results.some(({ deadLetters, deliveries }) => deadLetters === 0 && deliveries > 1))
    return { holds: false, why: `A failed delivery came again ${seconds}: the waits do not grow.`, gapsMs };
  const failing = results.find(({ faultClass }) => faultClass === "F17:failing-effect");
  if (failing?.deadLetters === 1 && failing.gapsMs.length < 2)
    return {
      holds: false,
      why: `A delivery whose effect failed was tried ${failing.deliveries === 1 ? "once" : "twice"}: waits do not grow.`,
      gapsMs,
    };
  if (gapsMs.length > 0) return { holds: false, why: `A failed delivery was tried again ${seconds}: the waits do not grow.`, gapsMs };
  return { holds: null, why: "No poison was tried again, so no waits were seen.", gapsMs };
}
