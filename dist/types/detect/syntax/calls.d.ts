import { type CallNode, type Module } from "./node.ts";
/** The calls of a module by the last name of what is called. */
export declare function callsIn(module: Module, name: string): readonly CallNode[];
