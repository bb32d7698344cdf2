import type { Analysis } from "../analysis.ts";
import type { Frame } from "../resolve/tracer.ts";
import { type AssignNode, type CallNode, type IfNode, type Node, type TryNode } from "../syntax/node.ts";
/** What stands around a step, from the outside in. */
export type Guard = {
    in: "try";
    node: TryNode;
    frame: Frame | undefined;
} | {
    in: "catch";
    node: TryNode;
} | {
    in: "finally";
    node: TryNode;
} | {
    in: "if";
    node: IfNode;
    branch: "then" | "else";
} | {
    in: "loop";
    node: Node;
}
/** Started and not waited for: its failure reaches nobody. */
 | {
    in: "unawaited";
    node: CallNode;
};
/** A call or assignment that runs when a message is handled, in the order of the source. */
export interface Step {
    node: CallNode | AssignNode;
    frame: Frame | undefined;
    guards: readonly Guard[];
    /** The repository's own functions it reaches, when there are any: then the call itself does nothing else. */
    enters: boolean;
}
export interface Start {
    /** A function, or the loop or block in which messages are handled. */
    node: Node;
    frame?: Frame | undefined;
}
/** Everything that handling a message runs, with the functions of the repository that it calls. */
export declare function reach(start: Start, analysis: Analysis): Step[];
