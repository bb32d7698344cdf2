import { type LoopNode, type Module, type Node } from "./node.ts";
/** The loops of a module that iterate over something. */
export declare function iterationsIn(module: Module): readonly (LoopNode & {
    over: Node;
})[];
