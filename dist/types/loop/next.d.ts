import type { NextCall } from "../model/answer.ts";
import type { Assessment } from "./assessment.ts";
import type { Facts } from "./facts.ts";
/** A step that no tool takes: an edit by hand, with its place. */
export interface Todo {
    domain: string;
    file: string;
    line: number;
    text: string;
    /** A call with gaps that only people can fill. */
    call?: Pick<NextCall, "tool" | "args">;
}
/**
 * The calls that bring the system nearer to KEEP, the first one first: schemas that are missing, then their registration,
 * then the runs that consumers lack, then the commit. Each changes what the next look finds, so who follows the first never comes back to the same state.
 */
export declare function nextCalls({ domains }: Assessment, facts: Facts, pendingWrites: number): NextCall[];
/** What is left for people, worst first: edits of findings, then what reading cannot settle. */
export declare function todosOf({ domains }: Assessment, facts: Facts): Todo[];
