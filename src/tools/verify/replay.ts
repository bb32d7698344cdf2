import { type ToolContext, ToolError } from "../../tool.ts";
import { parseReplay, type Replay } from "../../verify/replay-file.ts";
import { readNamed } from "../../workspace/files.ts";
import { VerifyInput, type VerifyOutput } from "./request.ts";
import { verifyInRepository } from "./run.ts";

export interface Replayed {
  replay: Replay;
  /** What the schedule shows today, or the error that kept it from being run. */
  shown: VerifyOutput | { error: ToolError };
}

/** Runs the counterexample of a replay file again. Throws for a file that is none. */
export async function replayFile(context: ToolContext, path: string): Promise<Replayed> {
  const parsed = parseReplay(readNamed(context.root, path));
  if ("problem" in parsed)
    throw new ToolError(
      "PARSE_FAILED",
      `${path}: ${parsed.problem}`,
      "verify-idempotency writes such files.",
      "Name the file of its counterexample.",
    );
  const { replay } = parsed;
  const input = VerifyInput.safeParse({ ...replay.input, faults: [replay.schedule] });
  if (!input.success)
    throw new ToolError(
      "PARSE_FAILED",
      `${path}: ${input.error.issues[0]?.message ?? "its input does not fit"}.`,
      "The call in it is none that this version takes.",
    );
  try {
    return { replay, shown: await verifyInRepository(context, input.data) };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED") throw error;
    return { replay, shown: { error } };
  }
}
