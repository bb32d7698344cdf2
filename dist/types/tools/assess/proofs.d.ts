import type { Facts } from "../../loop/facts.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
type Known = Pick<Facts, "proofs" | "doubts"> & {
    warnings: string[];
};
/** What the records of earlier runs say of each consumer today. Runs and asks nothing. */
export declare function knownProofs(context: ToolContext, settings: Settings, map: SystemMap): Promise<Known>;
export {};
