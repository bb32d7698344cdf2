import * as z from "zod";
import type { Answer, NextCall, Status } from "./model/answer.ts";
import { nearest } from "./model/nearest.ts";
import { type Detail, present } from "./present.ts";
import { type Tool, type ToolContext, ToolError } from "./tool.ts";
import { resolveRoot } from "./workspace/root.ts";

export const rootField = z.string().describe("Folder of the repository. Default: the current project.");
const pagingFields = {
  detail: z.enum(["concise", "detailed"]).describe("How much of each list."),
  limit: z.number().int().min(1).max(1000).describe("Entries a list at most."),
  cursor: z.string().describe("From the previous answer: its next page."),
};

/** The input that callers see: the tool's own fields, `root`, and for tools with lists the paging fields. */
export function publicInput(tool: Tool): z.ZodObject {
  const paging = tool.lists ? z.strictObject(pagingFields).partial().shape : {};
  return z.strictObject({ ...tool.input.shape, ...paging, root: rootField.optional() });
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

export type AnswerOf<O> = O & Answer & { cursor?: string; counts?: Record<string, number> };

/** The one way in which a tool is run, whatever the face. Throws ToolError; everything else that it throws is a bug. */
export async function invoke(tool: Tool, raw: unknown, options: CallOptions): Promise<AnswerOf<Record<string, unknown>>> {
  const { root, detail, limit, cursor, ...rest } = parseInput(tool, raw) as Record<string, unknown> & {
    root?: string;
    detail?: Detail;
    limit?: number;
    cursor?: string;
  };
  const context: ToolContext = { ...options.context, root: resolveRoot(root, options.cwd, options.confineTo) };
  if (context.signal.aborted) throw new ToolError("CANCELLED", `${tool.name} was cancelled.`, "The caller cancelled before it began.");
  const output = await tool.run({ input: rest, context });
  const status: Status = tool.status?.(output) ?? "ok";
  const next: NextCall[] = (tool.next?.(output, rest) ?? []).slice(0, 3);
  const answer = { status, summary: cut(tool.summarize(output), 200), next, ...output };
  return present(answer, tool.lists ?? [], { detail: detail ?? options.detail, limit, cursor });
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Parses strictly; the error names the key, what was expected, and the nearest known key. */
export function parseInput(tool: Tool, raw: unknown): Record<string, unknown> {
  const shape = publicInput(tool);
  const result = shape.safeParse(raw ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => describeIssue(issue, Object.keys(shape.shape)));
  throw new ToolError("INVALID_INPUT", `${tool.name}: ${issues.join(" ")}`, "The arguments do not fit the tool's input schema.");
}

function describeIssue(issue: z.core.$ZodIssue, keys: string[]): string {
  const at = issue.path.length > 0 ? `"${issue.path.join(".")}": ` : "";
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 ? keys : [];
    return issue.keys
      .map((key) => {
        const suggestion = nearest(key, known);
        return `${at}unknown key "${key}"${suggestion ? `; did you mean "${suggestion}"?` : known.length > 0 ? `; known keys are ${known.join(", ")}.` : "."}`;
      })
      .join(" ");
  }
  return `${at}${issue.message}.`;
}
