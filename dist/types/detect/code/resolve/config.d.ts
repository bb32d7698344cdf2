import { type Node } from "../syntax/node.ts";
import type { Program } from "./program.ts";
import type { Evaluation } from "./text.ts";
import type { Ref, Tracer } from "./tracer.ts";
export interface ConfigLookup {
    /** The value that a constant key path has in the configuration files of the same package, when every file that has it agrees. */
    configured(ref: Ref): Evaluation | undefined;
    /** A value from the nearest committed .env file. */
    variable(name: string, near: Node): string | undefined;
}
export declare function openConfigLookup(program: Program, tracer: Tracer, declared: ReadonlySet<string>): ConfigLookup;
/** A default for a key of configuration is a value; a default for a key of data says only what a message may lack. */
export declare function isConfiguration(node: Node): boolean;
