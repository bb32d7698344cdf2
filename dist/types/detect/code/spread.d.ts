import type { Analysis } from "./analysis.ts";
import type { Module } from "./syntax/node.ts";
/** Names through which other files get at objects of a client library: exported values, functions that return one, classes that hold one. */
export declare function carriers(module: Module, analysis: Analysis): string[];
