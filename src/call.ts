import * as z from "zod";
import { parseStrictly } from "./input.ts";
import type { Answer, NextCall, Status } from "./model/answer.ts";
import { nearest } from "./model/nearest.ts";
import { redacted } from "./model/redact.ts";
import { type Detail, present } from "./present.ts";
import { type Tool, type ToolContext, ToolError } from "./tool.ts";
import { resolveRoot } from "./workspace/root.ts";
import { note } from "./workspace/session-notes.ts";

export const rootField = z.string().describe("Repository folder.");
const pagingFields = {
  detail: z.enum(["concise", "detailed"]).describe("How much of an entry."),
  limit: z.number().int().min(1).max(1000).describe("Per list."),
  cursor: z.string().describe("From the last answer."),
};

/** The input that callers see: the tool's own fields, `root`, and for tools with lists the paging fields. `overMcp`: without those beyond its effect. */
export function publicInput(tool: Tool, overMcp = false): z.ZodObject {
  const paging = tool.lists ? z.strictObject(pagingFields).partial().shape : {};
  const withheld = overMcp ? (tool.beyond ?? []) : [];
  const own = Object.entries(tool.input.shape).filter(([field]) => !withheld.includes(field));
  return z.strictObject({ ...Object.fromEntries(own), ...paging, root: rootField.optional() });
}

export interface CallOptions {
  context: Omit<ToolContext, "root">;
  /** Where a missing `root` points; a relative `root` is resolved against it. */
  cwd: string;
  /** When set, `root` must lie inside this folder (MCP). */
  confineTo?: string;
  /** What a missing `detail` means; absent: everything. */
  detail?: Detail;
}

export type AnswerOf<O> = O & Answer & { cursor?: string; counts?: Record<string, number>; truncated?: string[] };

/** The one way in which a tool is run, whatever the face. Throws ToolError; everything else that it throws is a bug. */
export async function invoke(tool: Tool, raw: unknown, options: CallOptions): Promise<AnswerOf<Record<string, unknown>>> {
  const { env, now } = options.context;
  const noted = (outcome: string) => note(env, { kind: "call", at: now().toISOString(), tool: tool.name, effect: tool.effect, outcome });
  try {
    const answer = await run(tool, raw, options);
    noted(answer.status);
    return answer;
  } catch (error) {
    noted(error instanceof ToolError ? error.code : "bug");
    throw error;
  }
}

async function run(tool: Tool, raw: unknown, options: CallOptions): Promise<AnswerOf<Record<string, unknown>>> {
  const { root, detail, limit, cursor, ...rest } = parseStrictly(
    tool.name,
    publicInput(tool, options.confineTo !== undefined),
    raw,
  ) as Record<string, unknown> & {
    root?: string;
    detail?: Detail;
    limit?: number;
    cursor?: string;
  };
  const context: ToolContext = { ...options.context, root: resolveRoot(root, options.cwd, options.confineTo) };
  const output = await unlessCancelled(tool.name, context.signal, () => tool.run({ input: rest, context }));
  const status: Status = tool.status?.(output) ?? "ok";
  const next = (tool.next?.(output, rest) ?? []).slice(0, 3).map((call) => inSameRoot(call, root));
  const answer = Object.assign({ status, summary: cut(tool.summarize(output), 200), next }, output, { next });
  return present(redacted(answer), tool.lists ?? [], { detail: detail ?? options.detail, limit, cursor });
}

/** Whatever breaks because of the cancellation is the cancellation. */
export async function unlessCancelled<T>(name: string, signal: AbortSignal, run: () => T | Promise<T>): Promise<T> {
  const cancelled = (why: string) => new ToolError("CANCELLED", `${name} was cancelled.`, why);
  if (signal.aborted) throw cancelled("The caller cancelled before it began.");
  try {
    return await run();
  } catch (error) {
    throw signal.aborted && !(error instanceof ToolError) ? cancelled("The caller cancelled while it ran.") : error;
  }
}

/** The tool of that name, or an error that names the nearest one. */
export function findTool(name: string, tools: readonly Tool[]): Tool {
  const tool = tools.find((each) => each.name === name);
  if (tool) return tool;
  const names = tools.map((each) => each.name);
  const suggestion = nearest(name, names);
  throw new ToolError(
    "NOT_FOUND",
    `There is no tool "${name}"${suggestion ? `; did you mean "${suggestion}"?` : "."}`,
    "The name is not in the list of tools.",
    `Call one of ${names.join(", ")}.`,
  );
}

/** A call that follows speaks of the same repository. */
export function inSameRoot(call: NextCall, root: string | undefined): NextCall {
  return root === undefined || "root" in call.args ? call : { ...call, args: { ...call.args, root } };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
