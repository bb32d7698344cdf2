import type { Subject } from "../../subject.ts";
import type { Wire } from "./wire/wire.ts";
import type { Patience, ProcessSpec } from "./world.ts";
export interface ProcessOptions {
    readonly wire: Wire;
    readonly signal: AbortSignal;
    /** Of the tool; a few names are passed on. */
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Files that the answer depends on: those of the service. */
    readonly files: readonly string[];
    readonly patience?: Partial<Patience>;
    /** Plays at the same time. */
    readonly lanes?: number;
}
/** A consumer in any language, as a process of its own on its broker. */
export declare function processSubject(spec: ProcessSpec, options: ProcessOptions): Subject;
