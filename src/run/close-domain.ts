import { invoke } from "../call.ts";
import type { AssessedDomain } from "../loop/assessment.ts";
import { type ToolContext, ToolError } from "../tool.ts";
import { logRows } from "../tools/assess/make-commit.ts";
import { commit as commitTool } from "../tools/commit.ts";
import { discardWrites } from "../workspace/discard.ts";
import { recordedWrites } from "../workspace/evidence.ts";

/** What became of a domain's writes. */
export type Outcome =
  | { kind: "committed"; commit: string; subject: string }
  /** Everything holds, and nothing is committed. */
  | { kind: "kept"; why?: string }
  | { kind: "discarded"; restored: string[]; patch?: string }
  /** Its list is the result; what was written stays. */
  | { kind: "incomplete" };

/** Paths that tools wrote and nobody committed or discarded, with what they wrote there. */
export function writtenNow(root: string): ReadonlyMap<string, string> {
  return new Map(recordedWrites(root).map(({ path, after }) => [path, after]));
}

/** Ends the iteration on one domain: KEEP is committed where that was asked for, DISCARD is taken back, and the log gets its row. */
export async function closeDomain(
  context: ToolContext,
  domain: AssessedDomain,
  { commit, before }: { commit: boolean; before: ReadonlyMap<string, string> },
): Promise<Outcome> {
  if (domain.verdict === "KEEP" && commit) return keep(context, domain);
  const outcome: Outcome =
    domain.verdict === "KEEP" ? { kind: "kept" } : domain.verdict === "DISCARD" ? discard(context, before) : { kind: "incomplete" };
  const restored = outcome.kind === "discarded" && outcome.restored.length > 0;
  logRows(context, [domain], ({ verdict }) => (restored ? "discarded" : verdict));
  return outcome;
}

async function keep(context: ToolContext, domain: AssessedDomain): Promise<Outcome> {
  try {
    const answer = await invoke(commitTool, { domain: domain.domain }, { context, cwd: context.root });
    return { kind: "committed", commit: String(answer["commit"]), subject: String(answer["message"]).split("\n")[0]! };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED") throw error;
    logRows(context, [domain], ({ verdict }) => verdict);
    return { kind: "kept", why: `${error.message} ${error.retry.how}` };
  }
}

/** Takes back what was written since: what others wrote before stays theirs. */
function discard(context: ToolContext, before: ReadonlyMap<string, string>): Outcome {
  const { root } = context;
  const ours = [...writtenNow(root)].filter(([path, after]) => before.get(path) !== after).map(([path]) => path);
  if (ours.length === 0) return { kind: "discarded", restored: [] };
  const { restored, patch } = discardWrites(root, context.now(), ours);
  return { kind: "discarded", restored, ...(patch !== undefined && { patch }) };
}
