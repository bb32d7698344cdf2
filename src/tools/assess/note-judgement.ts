import { isAbsolute, relative } from "node:path";
import { inSameRoot } from "../../call.ts";
import { openSteps, unmetOf } from "../../loop/unmet.ts";
import { digestOf } from "../../model/digest.ts";
import type { NotedJudgement, Run } from "../../model/run.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { projectOf, readRun, writeRun } from "../../workspace/run-file.ts";
import { note, sessionOf } from "../../workspace/session-notes.ts";
import { freshProofs } from "./fresh-proofs.ts";
import type { Judgement } from "./judge.ts";

interface Wish {
  domain?: string | undefined;
  stop?: "user" | undefined;
  run?: "open" | undefined;
}

/** So many steps are kept: the gate proposes the first that is possible. */
const keptSteps = 20;

/** Remembers for the gate what was judged, and opens or closes the run of this client's session. Nothing outside a client. */
export async function noteJudgement(context: ToolContext, wish: Wish, judgement: Judgement): Promise<void> {
  const { env, root } = context;
  const session = sessionOf(env);
  const project = projectOf(env, root);
  const named = relative(project, root);
  // What the shell looks at elsewhere is no matter of the session's project.
  const elsewhere = named.startsWith("..") || isAbsolute(named);
  if (session === undefined || elsewhere) {
    if (wish.run === "open") throw outsideClient();
    return;
  }
  const at = context.now().toISOString();
  if (wish.run === "open") openRun(project, session, at, wish.domain);
  note(env, await describe(context, wish, judgement, at, named));
  if (wish.stop === "user") closeRun(project, session, at);
}

function openRun(project: string, session: string, at: string, asked: string | undefined): void {
  const standing = readRun(project, session);
  if (standing !== undefined && standing.closed === undefined) return;
  const run: Run = {
    version: 1,
    session,
    opened: at,
    by: "tool",
    ...(asked !== undefined && { asked }),
    blocks: [],
    denied: [],
    calls: [],
  };
  writeRun(project, run);
}

function closeRun(project: string, session: string, at: string): void {
  const run = readRun(project, session);
  if (run !== undefined && run.closed === undefined) writeRun(project, { ...run, closed: { at, why: "stopped" } });
}

async function describe(
  context: ToolContext,
  wish: Wish,
  { assessment, todo, next }: Judgement,
  at: string,
  named: string,
): Promise<NotedJudgement> {
  const unmet = unmetOf(assessment);
  const steps = openSteps(named === "" ? next : next.map((call) => inSameRoot(call, named)), todo);
  return {
    kind: "judgement",
    at,
    root: context.root,
    ...(named !== "" && { named }),
    ...(wish.domain !== undefined && { domain: wish.domain }),
    domains: assessment.domains.length,
    met: assessment.met,
    stopped: wish.stop === "user",
    unmet: unmet.slice(0, keptSteps),
    steps: steps.slice(0, keptSteps),
    key: digestOf({ unmet, steps }),
    proofs: assessment.met ? await freshProofs(context) : [],
  };
}

function outsideClient(): ToolError {
  return new ToolError(
    "UNSUPPORTED",
    "A run can be opened in a session of Claude Code only.",
    "The Stop hook that watches over a run belongs to that client.",
    "Leave run away: the tools answer all the same. godmode-event run goes through the steps without a model.",
  );
}
