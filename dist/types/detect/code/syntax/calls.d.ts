import { type CallNode, type Module } from "./node.ts";
/** The calls of a module by the last name of what is called; calls that another function makes for it count too. */
export declare function callsIn(module: Module, name: string): readonly CallNode[];
/** The names of what a module calls. */
export declare function namesCalled(module: Module): Iterable<string>;
/** The first call of a module that is handed a function by its name. */
export declare function takingIn(module: Module, name: string): CallNode | undefined;
