import type { DeliveryModel } from "../model/verification.ts";
import { type Conviction, convict } from "./conviction.ts";
import type { Bench, Judged1 } from "./judgement.ts";
import type { Progress, VerifyOptions } from "./material.ts";
import type { Play } from "./play.ts";
import type { Schedule } from "./schedule.ts";
import { modelsOf } from "./verdict.ts";

export interface Repeating {
  readonly bench: Bench;
  readonly list: readonly Schedule[];
  readonly clocks: readonly Play[];
  readonly options: VerifyOptions;
  readonly progress: Progress;
}

export type Shown = Extract<Conviction, { play: Play }>;

interface Repeated {
  /** By the class that they belong to. */
  readonly convictions: readonly Judged1[];
  readonly flaky: readonly string[];
  /** Of the lowest-numbered class that fails every time. */
  readonly counterexample: Shown | undefined;
}

const tries = 2;

/** For each model of delivery one violation must fail again, every time, before anybody is convicted. `found`: the lowest class first. */
export async function repeat({ bench, list, clocks, options, progress }: Repeating, found: readonly Judged1[]): Promise<Repeated> {
  const open = new Set<DeliveryModel>(["rewind", "individual"]);
  const convictions: Judged1[] = [];
  const flaky: string[] = [];
  let counterexample: Shown | undefined;
  for (const faultClass of new Set(found.map(({ planned }) => planned.faultClass))) {
    const own = found.filter(({ planned }) => planned.faultClass === faultClass);
    if (!modelsOf(faultClass, list).some((model) => open.has(model))) {
      convictions.push(...own.filter(({ planned }) => planned.pair !== true));
      continue;
    }
    progress(`Repeating ${faultClass}`);
    for (const candidate of own.slice(0, tries)) {
      const conviction = await convict(bench, candidate, list, clocks, options.replay);
      if ("flaky" in conviction) {
        flaky.push(conviction.flaky);
        continue;
      }
      const named = conviction.counterexample.faultClass;
      const models = modelsOf(named, list);
      for (const model of models) open.delete(model);
      if (models.includes(options.model)) counterexample ??= conviction;
      // Two faults in one play say nothing of the class that either has alone.
      const { planned } = candidate;
      convictions.push(...(planned.pair === true ? [{ ...candidate, planned: { ...planned, faultClass: named } }] : own));
      break;
    }
  }
  return { convictions, flaky, counterexample };
}
