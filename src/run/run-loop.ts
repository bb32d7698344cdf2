import { findTool, invoke } from "../call.ts";
import type { AssessedDomain } from "../loop/assessment.ts";
import { nextCalls } from "../loop/next.ts";
import { proofCalls } from "../loop/proof-steps.ts";
import type { NextCall, Status } from "../model/answer.ts";
import { Counterexample } from "../model/verification.ts";
import { type ToolContext, ToolError } from "../tool.ts";
import { type Judgement, judgeSystem } from "../tools/assess/judge.ts";
import { tools } from "../tools.ts";
import { closeDomain, type Outcome, writtenNow } from "./close-domain.ts";
import type { ExitStatus } from "./verb.ts";

export interface LoopStep {
  domain: string;
  tool: string;
  args: Record<string, unknown>;
  status: Status;
  /** The answer's summary, or the error's message. */
  summary: string;
  counterexample?: Counterexample;
}

export interface LoopDomain {
  domain: AssessedDomain;
  steps: LoopStep[];
  outcome: Outcome;
}

export interface LoopResult {
  status: ExitStatus;
  domains: LoopDomain[];
  /** Where there is no domain: a sentence that says so. */
  nothing?: string;
  unseen: string[];
}

interface Wish {
  domain?: string | undefined;
  commit?: boolean | undefined;
}

type Tell = (step: LoopStep) => void;

/** Tools whose call is complete and certain as proposed; the rest is for people or a model. */
const certain = new Set(["design-schema", "register-schema"]);

/** The loop's deterministic part, one domain after the other: schemas, dead letters, idempotency, judgement, record. */
export async function runLoop(context: ToolContext, { domain, commit = false }: Wish, tell: Tell): Promise<LoopResult> {
  const { assessment } = await judgeSystem(context, { domain });
  const domains: LoopDomain[] = [];
  for (const { domain: name } of assessment.domains) {
    const before = writtenNow(context.root);
    const steps = await stepsOf(context, name, tell);
    const judged = (await judgeSystem(context, { domain: name })).assessment.domains[0]!;
    const outcome = await closeDomain(context, judged, { commit, before });
    domains.push({ domain: judged, steps, outcome });
  }
  const { unseen, nothing } = assessment;
  return { status: statusOf(domains, unseen), domains, unseen, ...(nothing !== undefined && { nothing }) };
}

async function stepsOf(context: ToolContext, domain: string, tell: Tell): Promise<LoopStep[]> {
  const steps: LoopStep[] = [];
  const tried = new Set<string>();
  const take = async (calls: readonly NextCall[]): Promise<boolean> => {
    const call = calls.find((each) => !tried.has(JSON.stringify([each.tool, each.args])));
    if (call === undefined) return false;
    tried.add(JSON.stringify([call.tool, call.args]));
    context.progress(`${domain}: ${call.tool}`);
    const step = await takeStep(context, domain, call);
    steps.push(step);
    tell(step);
    return true;
  };
  // Each schema changes what comes next; the proofs of consumers do not change each other's.
  while (await take(schemaCalls(await judgeSystem(context, { domain }))));
  const judgement = await judgeSystem(context, { domain });
  const calls = consumerCalls(judgement);
  while (await take(calls));
  return steps;
}

function schemaCalls({ assessment, facts }: Judgement): NextCall[] {
  return nextCalls(assessment, facts, facts.pendingWrites).filter(({ tool }) => certain.has(tool));
}

/** What consumers lack, and what was denied before: the counterexample is shown again. */
function consumerCalls({ assessment: { domains }, facts }: Judgement): NextCall[] {
  const denied = domains
    .flatMap(({ view }) => view.consumers)
    .filter(({ id }) => facts.proofs.idempotency.get(id)?.holds === false)
    .map(({ id }) => ({ tool: "verify-idempotency", args: { consumer: id }, why: "It was not idempotent in the last run." }));
  return [...proofCalls(domains, facts), ...denied];
}

async function takeStep(context: ToolContext, domain: string, { tool, args }: NextCall): Promise<LoopStep> {
  try {
    const answer = await invoke(findTool(tool, tools), args, { context, cwd: context.root });
    const counterexample = Counterexample.safeParse(answer["counterexample"]).data;
    return { domain, tool, args, status: answer.status, summary: answer.summary, ...(counterexample && { counterexample }) };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === "CANCELLED") throw error;
    return { domain, tool, args, status: "failed", summary: `${error.message} ${error.retry.how}` };
  }
}

function statusOf(domains: readonly LoopDomain[], unseen: readonly string[]): ExitStatus {
  const verdicts = domains.map(({ domain }) => domain.verdict);
  if (verdicts.includes("DISCARD")) return "negative";
  return verdicts.includes("incomplete") || unseen.length > 0 ? "inconclusive" : "ok";
}
