import { type ToolContext } from "../../tool.ts";
import type { VerifyInput, VerifyOutput } from "./request.ts";
/** One run at a time in a repository: two would share the processors, and time each other out. */
export declare function verifyInRepository(context: ToolContext, input: VerifyInput): Promise<VerifyOutput>;
