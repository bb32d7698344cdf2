import { type Assessment } from "../../loop/assessment.ts";
import { type Todo } from "../../loop/next.ts";
import type { NextCall } from "../../model/answer.ts";
import { type ToolContext } from "../../tool.ts";
import { type Gathered, type GatherOptions } from "./gather.ts";
export interface Judgement {
    facts: Gathered;
    assessment: Assessment;
    todo: Todo[];
    next: NextCall[];
}
/** Looks at the repository and judges it, or one of its domains. */
export declare function judgeSystem(context: ToolContext, wish: {
    domain?: string | undefined;
    stop?: "user" | undefined;
}, options?: GatherOptions): Promise<Judgement>;
