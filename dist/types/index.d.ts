import type * as z from "zod";
import { type AnswerOf } from "./call.ts";
import type { Detail } from "./present.ts";
import { ToolError } from "./tool.ts";
import { tools } from "./tools.ts";
export { ToolError, tools };
export { errorCodes, type ErrorCode, type Tool } from "./tool.ts";
export type { Answer, NextCall, Status } from "./model/answer.ts";
type AnyTool = (typeof tools)[number];
export type ToolName = AnyTool["name"];
type Named<N extends ToolName> = Extract<AnyTool, {
    name: N;
}>;
/** Fields that every call takes beside the tool's own; `detail`, `limit` and `cursor` only where the tool returns lists. */
interface SharedInput {
    root?: string;
    detail?: Detail;
    limit?: number;
    cursor?: string;
}
/** zod's type of an object without fields refuses every key, the shared ones too. */
type Own<I> = I extends Record<string, never> ? unknown : I;
export type InputOf<N extends ToolName> = Own<z.input<Named<N>["input"]>> & SharedInput;
export type OutputOf<N extends ToolName> = AnswerOf<z.output<Named<N>["output"]>>;
export interface CallOptions {
    signal?: AbortSignal;
    onProgress?: (message: string, done?: number, total?: number) => void;
    /** Default for the input's `root`, and what a relative one starts from; default: the current folder. */
    root?: string;
}
/**
 * Runs one tool in this process and returns its whole answer.
 * Throws ToolError for what the caller can act on; anything else that it throws is a bug.
 */
export declare function call<N extends ToolName>(name: N, input: InputOf<N>, options?: CallOptions): Promise<OutputOf<N>>;
