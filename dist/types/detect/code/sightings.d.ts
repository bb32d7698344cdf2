import type { CallRule, Detector } from "../detector.ts";
import type { LibraryType, LibraryTypes } from "./resolve/library-types.ts";
import { type CallNode, type FunctionNode, type Module } from "./syntax/node.ts";
import type { Ref } from "./resolve/tracer.ts";
/** A place where code touches a client library, described by one of its rules. */
export interface Sighting {
    detector: Detector;
    rule: CallRule;
    key: string;
    call: Ref & {
        node: CallNode;
    };
    receiver?: LibraryType;
    /** For a decorator: the method below it. */
    decorated?: FunctionNode;
    /** The binding that says where a queue without a name of its own gets its messages from. */
    bound?: Sighting;
}
/** The library calls of a module that a rule describes. */
export declare function findSightings(module: Module, types: LibraryTypes, detectors: readonly Detector[]): Sighting[];
/** The line that a reader would point at: the method's own name, or the start of a construction. */
export declare function lineOf(node: CallNode): number;
