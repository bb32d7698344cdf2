import { type ToolContext } from "../../tool.ts";
import type { CommitOutput } from "../commit.ts";
interface Wish {
    domain?: string | undefined;
    include?: readonly string[] | undefined;
    force?: string | undefined;
    discard?: boolean | undefined;
}
export declare function commitOrDiscard(context: ToolContext, wish: Wish): Promise<CommitOutput>;
export {};
