import type { Facts } from "../../loop/facts.ts";
import type { ToolContext } from "../../tool.ts";
export interface Gathered extends Facts {
    /** Files that the tools wrote and nobody committed or discarded yet. */
    pendingWrites: number;
}
export interface GatherOptions {
    /** Compare schemas with what they were at this commit instead of with all their history. */
    since?: string;
}
/** Everything that a judgement rests on: the system map, each schema with its history and registration, recorded runs. Reads only. */
export declare function gather(context: ToolContext, { since }?: GatherOptions): Promise<Gathered>;
