import { type Node, type TryNode } from "../syntax/node.ts";
import type { Happening } from "./happening.ts";
import type { Guard } from "./reach.ts";
interface Swallower {
    line: number;
    /** finally: an acknowledgement there takes place after a failure too. */
    how: "caught" | "unawaited" | "finally";
    node: Node;
}
export interface ErrorPath {
    /** Where a failure of the work ends before anybody outside learns of it. */
    swallowedBy?: Swallower;
    /** At least one failure of the work leaves the handler. */
    escapes: boolean;
}
export declare function isWork(each: Happening): boolean;
/** Does a failure of the work reach what called the handler? */
export declare function errorPath(all: readonly Happening[]): ErrorPath;
export declare function inFailurePath(guards: readonly Guard[]): boolean;
/** The block leaves the loop or the function when it succeeds. */
export declare function endsOnSuccess({ body, otherwise }: TryNode): boolean;
export {};
