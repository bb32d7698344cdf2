import type { AssessedDomain } from "../../loop/assessment.ts";
import { type LogRow } from "../../loop/log.ts";
import { type ToolContext } from "../../tool.ts";
import type { CommitOutput } from "../commit.ts";
interface Wish {
    domain?: string | undefined;
    include?: readonly string[] | undefined;
    force?: string | undefined;
    discard?: boolean | undefined;
}
export declare function commitOrDiscard(context: ToolContext, wish: Wish): Promise<CommitOutput>;
/** One row of results for each domain. Returns the way back. */
export declare function logRows(context: ToolContext, domains: readonly AssessedDomain[], status: (domain: AssessedDomain) => LogRow["status"]): () => void;
export {};
