import type { DeliveryModel, IdempotencyVerdict } from "../model/verification.ts";
import type { Judged1 } from "./judgement.ts";
import type { Schedule } from "./schedule.ts";

const idOf = (faultClass: string): string => faultClass.split(":")[0]!;
const crashClasses = new Set(["F6", "F7", "F8", "F10"]);

/** In which models of delivery a violation can occur: a copy that the producer sent again comes in the individual one only. */
export function modelsOf(faultClass: string, list: readonly Schedule[]): readonly DeliveryModel[] {
  if (faultClass.endsWith(":producer")) return ["individual"];
  return list.find(({ id }) => id === idOf(faultClass))?.models ?? ["rewind", "individual"];
}

export interface Findings {
  /** Classes that convict, each reproduced. */
  readonly convicting: readonly string[];
  /** Why a run without a violation says too little; empty: it says enough. */
  readonly doubts: readonly string[];
}

/** A real difference is real whatever else is unknown; a pass needs everything to be known. */
export function verdictIn(model: DeliveryModel, { convicting, doubts }: Findings, list: readonly Schedule[]): IdempotencyVerdict {
  if (convicting.some((faultClass) => modelsOf(faultClass, list).includes(model))) return "not-idempotent";
  return doubts.length > 0 ? "inconclusive" : "idempotent";
}

/** Does a crash or an error lose the event, and nothing else goes wrong? */
export function losesOnCrash(convictions: readonly Judged1[]): boolean {
  return (
    convictions.length > 0 &&
    convictions.every(
      ({ planned, judgement }) => crashClasses.has(idOf(planned.faultClass)) && judgement.kind === "differs" && judgement.lossOnly,
    )
  );
}

/** Do late first deliveries end in the same state? Undefined: none could be tried. */
export function orderSafe(results: readonly Judged1[]): boolean | undefined {
  const tried = results.filter(({ planned, judgement }) => planned.against === "order" && judgement.kind !== "silent");
  return tried.length === 0 ? undefined : tried.every(({ judgement }) => judgement.kind === "agrees");
}

/** What the advisory classes showed, as notes. Their plays are compared with a run in which the second event never came. */
export function advice(results: readonly Judged1[]): string[] {
  return results.flatMap(({ planned, judgement, outcome }) => {
    if (judgement.kind === "silent") return [];
    const ignored = judgement.kind === "agrees";
    if (planned.faultClass === "F15") {
      if (outcome.observation.deadLetters.length > 0) return ["F15: another payload under a known event id is refused."];
      return [`F15: another payload under a known event id is ${ignored ? "dropped without a word" : "applied"}.`];
    }
    if (planned.faultClass !== "F16") return [];
    if (ignored) return [];
    return ["F16: the same payload under a new event id counts as a new event: producers must keep their ids when they send again."];
  });
}

/** An equal payload under another id changes nothing. */
export function skipsEqualPayloads(results: readonly Judged1[]): boolean {
  return results.some(({ planned, judgement }) => planned.faultClass === "F16" && judgement.kind === "agrees");
}
