import * as z from "zod";
import type { Answer, NextCall } from "./model/answer.ts";
import { type Detail } from "./present.ts";
import { type Tool, type ToolContext } from "./tool.ts";
export declare const rootField: z.ZodString;
/** The input that callers see: the tool's own fields, `root`, and for tools with lists the paging fields. `overMcp`: without those beyond its effect. */
export declare function publicInput(tool: Tool, overMcp?: boolean): z.ZodObject;
export interface CallOptions {
    context: Omit<ToolContext, "root">;
    /** Where a missing `root` points; a relative `root` is resolved against it. */
    cwd: string;
    /** When set, `root` must lie inside this folder (MCP). */
    confineTo?: string;
    /** What a missing `detail` means; absent: everything. */
    detail?: Detail;
}
export type AnswerOf<O> = O & Answer & {
    cursor?: string;
    counts?: Record<string, number>;
    truncated?: string[];
};
/** The one way in which a tool is run, whatever the face. Throws ToolError; everything else that it throws is a bug. */
export declare function invoke(tool: Tool, raw: unknown, options: CallOptions): Promise<AnswerOf<Record<string, unknown>>>;
/** Whatever breaks because of the cancellation is the cancellation. */
export declare function unlessCancelled<T>(name: string, signal: AbortSignal, run: () => T | Promise<T>): Promise<T>;
/** The tool of that name, or an error that names the nearest one. */
export declare function findTool(name: string, tools: readonly Tool[]): Tool;
/** A call that follows speaks of the same repository. */
export declare function inSameRoot(call: NextCall, root: string | undefined): NextCall;
