import { type Node } from "../syntax/node.ts";
import type { Happening } from "./happening.ts";
import type { Guard } from "./reach.ts";
export interface ErrorPath {
    /** Where a failure of the work ends before anybody outside learns of it. */
    swallowedBy?: {
        line: number;
        how: "caught" | "unawaited";
        node: Node;
    };
    /** At least one failure of the work leaves the handler. */
    escapes: boolean;
}
/** Does a failure of the work reach what called the handler? */
export declare function errorPath(all: readonly Happening[]): ErrorPath;
export declare function inFailurePath(guards: readonly Guard[]): boolean;
