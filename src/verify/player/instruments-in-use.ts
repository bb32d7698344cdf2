import type { Instrument, Running, Workshop } from "../effects/gate.ts";
import { asOurs } from "../effects/ours.ts";
import type { Observation } from "../observation.ts";

export interface Used {
  readonly instrument: Instrument;
  readonly running: Running;
}

/** All instruments of a worker as one: each question goes to every one of them. */
export function useInstruments(instruments: readonly Instrument[], workshop: Workshop) {
  const used: Used[] = instruments.map((instrument) => ({ instrument, running: asOurs(() => instrument.start(workshop)) }));
  const all = used.map(({ running }) => running);
  return {
    used,
    install(): void {
      for (const each of all) each.install?.();
    },
    async begin(): Promise<void> {
      for (const each of all) await each.begin?.();
    },
    busy: (): boolean => all.some((each) => each.busy?.() === true),
    blocked: async (): Promise<boolean> => (await Promise.all(all.map(async (each) => each.blocked?.()))).includes(true),
    died(instance: string): void {
      for (const each of all) each.died?.(instance);
    },
    observe: async (): Promise<Partial<Observation>[]> => Promise.all(all.map(async (each) => (await each.observe?.()) ?? {})),
    end: async (): Promise<void> => {
      for (const each of all) await each.end?.();
    },
  };
}
