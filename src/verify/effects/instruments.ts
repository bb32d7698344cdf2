import type { Instrument } from "./gate.ts";

/** THE list of instruments. */
export const instruments: readonly Instrument[] = [];
