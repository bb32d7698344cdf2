import type { Subject } from "../subject.ts";
/** A consumer whose own file only defines it: of the files that may start it, the first that makes it hand over its handler. */
export declare function firstThatHandsOver(file: string, entries: readonly string[], make: (file: string) => Subject): Subject;
