import * as z from "zod";

/** What a tool says about the question it was asked. `failed` is used for errors only (see `ToolError`). */
export const Status = z.enum(["ok", "negative", "inconclusive", "failed"]);
export type Status = z.infer<typeof Status>;

/** One proposed call: the name of a tool, its exact arguments, and the reason. */
export const NextCall = z.object({
  tool: z.string().describe("Name of the tool to call."),
  args: z.record(z.string(), z.unknown()).describe("Its arguments, complete."),
  why: z.string().describe("What the call would settle."),
});
export type NextCall = z.infer<typeof NextCall>;

/** The keys that every answer carries beside the tool's own output. */
export interface Answer {
  status: Status;
  /** At most 200 characters. */
  summary: string;
  /** At most three calls, the most useful first. */
  next: NextCall[];
}
