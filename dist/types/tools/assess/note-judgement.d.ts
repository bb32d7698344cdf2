import { type ToolContext } from "../../tool.ts";
import type { Judgement } from "./judge.ts";
interface Wish {
    domain?: string | undefined;
    stop?: "user" | undefined;
    run?: "open" | undefined;
}
/** Remembers for the gate what was judged, and opens or closes the run of this client's session. Nothing outside a client. */
export declare function noteJudgement(context: ToolContext, wish: Wish, judgement: Judgement): Promise<void>;
export {};
