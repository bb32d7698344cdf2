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
  /** What became otherwise of the neighbours' effects, for people. */
  readonly harm: readonly string[];
  /** The run left the very same effects as one without this event. */
  readonly traceless: boolean;
}

/** What one poison showed of the dead letter. */
export function resultOf(seen: Seen): PoisonResult {
  const { poison, run, event, attempts, sent, isDead } = seen;
  const dead = run.deadLetters.filter((each) => each === event).length + sent.filter(({ topic }) => isDead(topic)).length;
  const [outcome, why] = judged(seen, dead);
  return { faultClass: poison.faultClass, outcome, why, deliveries: attempts.length, gapsMs: gapsOf(attempts), deadLetters: dead };
}

type Judged = readonly [PoisonResult["outcome"], string];

function judged(seen: Seen, dead: number): Judged {
  const { run, event, attempts, harm } = seen;
  if (run.problem !== undefined) return ["inconclusive", run.problem];
  if (run.stuck.includes(event))
    return ["denied", "It comes again at once, time after time: it holds up what is behind it, and no dead letter takes it away."];
  if (dead === 0) return withoutEnd(seen);
  if (dead > 1) return ["denied", `One poisoned message became ${dead} dead letters.`];
  const others = run.handed.filter((each) => each.event !== event);
  const lost = [...new Set([...run.deadLetters, ...run.stuck].filter((each) => each !== event))];
  if (lost.length > 0) return ["denied", `${lost.length} of its neighbours went down with it.`];
  if (others.some(({ fate, event: other }) => fate !== "acked" && !others.some((later) => later.event === other && later.fate === "acked")))
    return ["denied", "A neighbour was never handled."];
  if (harm.length > 0) return ["denied", `Its neighbours were harmed: ${harm[0]!}.`];
  if (!run.quiet) return ["denied", "Something was still in flight when all waits were over."];
  if (run.missingHeaders.length > 0) return ["denied", `The dead letter lacks ${run.missingHeaders.join(", ")}.`];
  return ["proven", `It was delivered ${attempts.length === 1 ? "once" : `${attempts.length} times`} and ended as one dead letter.`];
}

/** It is acknowledged, and no dead letter is known to have it. */
function withoutEnd({ poison, sent, attempts, isRetry, traceless }: Seen): Judged {
  const topics = [...new Set(sent.map(({ topic }) => topic))];
  const waiting = topics.filter(isRetry);
  if (waiting.length > 0)
    return ["inconclusive", `It goes on to ${waiting.join(", ")}, which no handler of this file reads: where it ends is not seen.`];
  if (topics.length > 0)
    return [
      "inconclusive",
      `It goes on to ${topics.join(", ")}, which is not known as a dead letter: name it as deadLetter of this consumer in .godmode/event.json.`,
    ];
  if (poison.faultClass === "F17:failing-effect" && traceless)
    return ["denied", "It is acknowledged although its effect failed, and nothing of it is left: the event is lost."];
  if (poison.faultClass === "F17:failing-effect")
    return ["inconclusive", "It is acknowledged although an effect failed; other effects of it are there."];
  if (attempts.length > 1) return ["inconclusive", "It is refused at first and acknowledged when it comes again, without a dead letter."];
  return ["inconclusive", "It is acknowledged: the handler takes it for an event, or drops it."];
}

/** All poisons together. One that the handler accepts says nothing; one that is lost denies. */
export function proofOf(results: readonly PoisonResult[], neighbours: number): ConsumerProof {
  const denied = results.find(({ outcome }) => outcome === "denied");
  const proven = results.filter(({ outcome }) => outcome === "proven");
  const retry = retryOf(results);
  if (denied) return { outcome: "denied", why: `${denied.faultClass}: ${denied.why}`, poisons: [...results], retry };
  if (proven.length === 0) {
    const why = results.map(({ faultClass, why }) => `${faultClass}: ${why}`).join(" ");
    return { outcome: "inconclusive", why: why === "" ? "No poison could be made." : why, poisons: [...results], retry };
  }
  const kinds = proven.map(({ faultClass }) => faultClass.slice("F17:".length)).join(", ");
  return {
    outcome: "proven",
    why: `Poison (${kinds}) ended in its dead letter and ${neighbours} other events were handled as without it.`,
    poisons: [...results],
    retry,
  };
}

function retryOf(results: readonly PoisonResult[]): ConsumerProof["retry"] {
  const tried = [...results].sort((a, b) => b.gapsMs.length - a.gapsMs.length)[0];
  const gapsMs = tried?.gapsMs ?? [];
  const seconds = gapsMs.map((gap) => `${Math.round(gap / 100) / 10} s`).join(", ");
  if (growing(gapsMs)) return { holds: true, why: `A failed delivery was tried again after ${seconds}.`, gapsMs };
  if (results.some(({ deadLetters, deliveries }) => deadLetters === 0 && deliveries > 1))
    return { holds: false, why: `A failed delivery came again after ${seconds}: the waits do not grow.`, gapsMs };
  const failing = results.find(({ faultClass }) => faultClass === "F17:failing-effect");
  if (failing?.deadLetters === 1 && failing.gapsMs.length < 2)
    return {
      holds: false,
      why: `A delivery whose effect failed was tried ${failing.deliveries === 1 ? "once" : "twice"}: waits do not grow.`,
      gapsMs,
    };
  if (gapsMs.length > 0) return { holds: false, why: `A failed delivery was tried again after ${seconds}: the waits do not grow.`, gapsMs };
  return { holds: null, why: "No poison was tried again, so no waits were seen.", gapsMs };
}
