import type { Closing, Note, NotedCall, NotedJudgement, OpenStep, Run } from "../model/run.ts";

/** What the gate knows when a session wants to end. */
export interface Look {
  run: Run;
  /** Of the session, oldest first. */
  notes: readonly Note[];
  /** The user's message that this turn answers. */
  prompt?: { id: string; at: Date };
  /** Somebody stopped all runs of the repository at that time. */
  stoppedAt?: Date;
  /** Work of the client goes on in the background. */
  busy: boolean;
  /** Does all evidence that the judgement rests on still stand? Asked only where it matters. */
  fresh: (judgement: NotedJudgement) => Promise<boolean>;
  now: Date;
}

/** `pass`: this is no matter of the run, or it is not the time; `release`: the run is over. */
export type Decision =
  | { kind: "pass" }
  | { kind: "release"; why: Closing; open: readonly string[] }
  | { kind: "block"; key: string; unmet: readonly string[]; step: OpenStep; denied: readonly string[] };

const maxBlocks = 6;
/** Calls after which the last judgement still says what is so. */
const judged = new Set(["report", "commit", "validate"]);

/** May the session end? Blocks while a step that is possible is missing. Pure: decides on what was noted, runs nothing. */
export async function decide({ run, notes, prompt, stoppedAt, busy, fresh, now }: Look): Promise<Decision> {
  if (run.closed !== undefined || busy) return { kind: "pass" };
  const opened = new Date(run.opened);
  const since = notes.filter(({ at }) => new Date(at) >= opened);
  const calls = since.filter((entry): entry is NotedCall => entry.kind === "call");
  if (prompt !== undefined && !concerns(run, calls, prompt)) return { kind: "pass" };
  const judgement = since.findLast((entry): entry is NotedJudgement => entry.kind === "judgement");
  const release = (why: Closing): Decision => ({ kind: "release", why, open: judgement?.unmet ?? [] });
  if (judgement?.stopped === true || (stoppedAt !== undefined && stoppedAt >= opened && stoppedAt <= now)) return release("stopped");
  const state = await stateOf(judgement, run, calls, fresh);
  if (state === "met") return release("met");
  if (run.blocks.length >= maxBlocks) return release("six blocks");
  const denied = deniedNow(run, calls);
  const step = state.steps.find(({ tool }) => tool === undefined || !denied.includes(tool));
  if (step === undefined) return release(state.steps.length > 0 ? "denied" : "nothing possible");
  const last = run.blocks.at(-1);
  if (last?.key === state.key) return release(last.step.tool !== undefined && denied.includes(last.step.tool) ? "denied" : "no progress");
  return { kind: "block", key: state.key, unmet: state.unmet, step, denied };
}

/** A turn after an interruption that only asks something is not held back. */
function concerns(run: Run, calls: readonly NotedCall[], prompt: { id: string; at: Date }): boolean {
  const acts = calls.filter(({ effect }) => changes(effect)).map(({ at }) => at);
  return run.prompt === prompt.id || [run.opened, ...acts].some((at) => new Date(at) >= prompt.at);
}

interface State {
  key: string;
  unmet: readonly string[];
  steps: readonly OpenStep[];
}

async function stateOf(
  judgement: NotedJudgement | undefined,
  run: Run,
  calls: readonly NotedCall[],
  fresh: Look["fresh"],
): Promise<State | "met"> {
  if (judgement === undefined) return judgeFirst("none", "No domain was judged since the run began.");
  const { at, domain, met, named } = judgement;
  if (domain !== undefined && run.asked?.includes(domain) !== true)
    return judgeFirst(`only ${domain} ${at}`, `Only ${domain} was judged last.`, named);
  if (named !== undefined && judgement.domains === 0) return judgeFirst(`empty ${at}`, `Nothing was found in ${named}: judge the project.`);
  const later = calls.findLast((call) => call.at > at && changes(call.effect) && !judged.has(call.tool));
  if (later !== undefined) return judgeFirst(later.at, `${later.tool} ran after the last judgement.`, named);
  if (!met) return { key: judgement.key, unmet: judgement.unmet, steps: judgement.steps };
  if (await fresh(judgement)) return "met";
  return judgeFirst(`stale ${at}`, "Something that the evidence depends on changed after the last judgement.", named);
}

function changes(effect: string): boolean {
  return effect !== "read" && effect !== "looks";
}

function judgeFirst(key: string, why: string, root?: string): State {
  const args = root === undefined ? {} : { root };
  return {
    key: `judge: ${key}`,
    unmet: [why],
    steps: [{ tool: "validate", args, text: "Says per domain what holds and what comes next." }],
  };
}

/** Proposed by the last block and never arrived: the user denied it, or the model leaves it. */
function deniedNow({ blocks, denied }: Run, calls: readonly NotedCall[]): string[] {
  const last = blocks.at(-1);
  if (last?.step.tool === undefined) return denied;
  const arrived = calls.some(({ tool, at }) => tool === last.step.tool && at >= last.at);
  return arrived ? denied.filter((tool) => tool !== last.step.tool) : [...new Set([...denied, last.step.tool])];
}
