import type { Frame } from "../resolve/tracer.ts";
import { type IfNode, type Node, type TryNode } from "../syntax/node.ts";
/** A branch on the outcome of a guard, and the call through which its function was reached. */
export interface Stop {
    node: IfNode | TryNode;
    frame: Frame | undefined;
    /** How the run ends there for a message that is already known. */
    leaves: "returns" | "throws" | undefined;
    /** Whether it leaves where the asked value is there (found, inserted) or where it is not; undefined where that is not seen. */
    leavesWhen: "present" | "absent" | undefined;
}
/** The branches that the result of a call decides: at the call, through a variable, or in the callers that get it returned. */
export declare function testsOf(node: Node, frame: Frame | undefined, steps?: number, seen?: Set<Node>): Stop[];
/** How the last statement of a branch leaves the function or the turn of a loop. */
export declare function leavingOf(branch: Node): Stop["leaves"];
/** Is something inside the run of a function that a frame stands for? Without a frame it is the handler itself. */
export declare function runsInside(inner: Frame | undefined, outer: Frame | undefined): boolean;
