import type { ToolContext } from "../../tool.ts";
/** Paths of the evidence files that speak of what stands there now. Runs and asks nothing. */
export declare function freshProofs(context: Pick<ToolContext, "root" | "env" | "now">): Promise<string[]>;
