import type { Node } from "../syntax/node.ts";
import type { Ref, Tracer } from "./tracer.ts";
/** A string that an expression can be; `hole` stands where a part is not known. */
interface Text {
    text: string;
    /** Where the text itself stands. */
    at: Node;
}
export interface Evaluation {
    texts: Text[];
    /** Terminal expressions that could not be followed: parameters, calls of other packages, run-time values. */
    open: Ref[];
}
export declare const hole = "\0";
/** Looks up what code alone does not hold: configuration keys, environment variables. */
export interface Lookup {
    /** Name of the environment variable that an expression reads. */
    environment(ref: Ref): {
        name: string;
        fallback?: Ref;
    } | undefined;
    /** Values of a variable that the repository itself sets, when it is certain. */
    variable(name: string, file: Node): string | undefined;
    /** Value of a configuration key that an expression reads. */
    configured(ref: Ref): Evaluation | undefined;
}
/** All strings an expression can be. Arrays count by their elements. */
export declare function evaluate(ref: Ref, tracer: Tracer, lookup: Lookup, depth?: number, budget?: {
    left: number;
}): Evaluation;
/** `${NAME}`: an environment variable whose value the repository does not say. */
export declare function isVariable(text: string): boolean;
export {};
