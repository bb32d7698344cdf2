import { fileSystem } from "./fs.ts";
import type { Instrument } from "./gate.ts";

/** THE list of instruments. */
export const instruments: readonly Instrument[] = [fileSystem];
