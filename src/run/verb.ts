import type * as z from "zod";
import type { Status } from "../model/answer.ts";
import type { ToolContext } from "../tool.ts";
import type { Output } from "./output.ts";

/** What a verb ends with; the CLI makes the exit code of it (0, 1, 4). Errors are thrown as ToolError, as in tools. */
export type ExitStatus = Exclude<Status, "failed">;

/**
 * A command beside the tools: drives several of them in a row and writes to the terminal itself.
 * Flags come from `input` exactly as a tool's do; `--root`, `--input`, `--inconclusive`, `--help` are the CLI's own,
 * and `--json` means `--output json` where `input` has a field `output`.
 * Like a tool file, a verb file loads heavy modules inside `run` only.
 */
export interface Verb<I extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** One sentence for the help. */
  readonly summary: string;
  readonly input: I;
  /** The input field that a bare argument fills. */
  readonly positional?: keyof z.output<I> & string;
  /**
   * `context.root` is resolved, `root` is what the caller wrote: proposed calls repeat it. `context.progress` draws on stderr.
   * Write to stdout through `out` only.
   */
  run(call: { input: z.output<I>; context: ToolContext; root?: string | undefined; out: Output }): Promise<ExitStatus>;
}

export function defineVerb<I extends z.ZodObject>(verb: Verb<I>): Verb<I> {
  return verb;
}
