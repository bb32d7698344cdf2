import * as z from "zod";
import { type AnswerOf, invoke, publicInput, rootField, unlessCancelled } from "../call.ts";
import { parseStrictly } from "../input.ts";
import type { ExitStatus, Verb } from "../run/verb.ts";
import type { Tool, ToolContext } from "../tool.ts";
import { resolveRoot } from "../workspace/root.ts";
import type { Output } from "../run/output.ts";

type Result = { kind: "answer"; answer: AnswerOf<Record<string, unknown>> } | { kind: "written"; status: ExitStatus };

interface CommandCall {
  input: Record<string, unknown>;
  context: Omit<ToolContext, "root">;
  cwd: string;
  out: Output;
}

/** What the command line knows of a tool or a verb. */
export interface Command {
  name: string;
  summary: string;
  /** All fields that become flags. */
  input: z.ZodObject;
  positional: string | undefined;
  /** A text of the answer that is printed in its place. */
  alone?: string | undefined;
  /** `--json` is a flag of its own, or stands for `--output json`, or does not exist. */
  json: "own" | "output" | "none";
  run(call: CommandCall): Promise<Result>;
}

export function toolCommand(tool: Tool): Command {
  return {
    name: tool.name,
    summary: tool.description,
    input: publicInput(tool),
    positional: tool.positional,
    alone: tool.alone,
    json: "own",
    run: async ({ input, context, cwd }) => ({ kind: "answer", answer: await invoke(tool, input, { context, cwd }) }),
  };
}

export function verbCommand(verb: Verb): Command {
  const input = z.strictObject({ ...verb.input.shape, root: rootField.optional() });
  return {
    name: verb.name,
    summary: verb.summary,
    input,
    positional: verb.positional,
    json: "output" in verb.input.shape ? "output" : "none",
    run: async ({ input: raw, context, cwd, out }) => {
      const { root, ...parsed } = parseStrictly(verb.name, input, raw) as Record<string, unknown> & { root?: string };
      const inside = { ...context, root: resolveRoot(root, cwd) };
      const status = await unlessCancelled(verb.name, context.signal, () => verb.run({ input: parsed, context: inside, root, out }));
      return { kind: "written", status };
    },
  };
}
