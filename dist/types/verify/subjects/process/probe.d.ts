import type { Observation } from "../../observation.ts";
/** Tables and lines of everything in the state folder. No process may use it any more. Throws for what cannot be read. */
export declare function readState(folder: string): Pick<Observation, "tables" | "files">;
