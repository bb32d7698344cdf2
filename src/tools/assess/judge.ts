import { type Assessment, assess, narrow } from "../../loop/assessment.ts";
import { nextCalls, type Todo, todosOf } from "../../loop/next.ts";
import type { NextCall } from "../../model/answer.ts";
import { nearest } from "../../model/nearest.ts";
import { redacted } from "../../model/redact.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { gather, type Gathered, type GatherOptions } from "./gather.ts";

export interface Judgement {
  facts: Gathered;
  assessment: Assessment;
  todo: Todo[];
  next: NextCall[];
}

/** Looks at the repository and judges it, or one of its domains. */
export async function judgeSystem(
  context: ToolContext,
  wish: { domain?: string | undefined; stop?: "user" | undefined },
  options?: GatherOptions,
): Promise<Judgement> {
  const facts = await gather(context, options);
  const whole = assess(facts, wish.stop === "user");
  const assessment = wish.domain === undefined ? whole : narrow(whole, wish.domain);
  if (assessment === undefined) throw unknownDomain(wish.domain!, whole);
  const next = wish.stop === "user" ? [] : nextCalls(assessment, facts, facts.pendingWrites);
  return redacted({ facts, assessment, todo: todosOf(assessment, facts), next });
}

function unknownDomain(name: string, { domains }: Assessment): ToolError {
  const names = domains.map(({ domain }) => domain);
  const suggestion = nearest(name, names);
  const known = names.length === 0 ? "Nothing in this repository sends or reads events." : `Domains are ${names.join(", ")}.`;
  return new ToolError("NOT_FOUND", `There is no domain "${name}"${suggestion ? `; did you mean "${suggestion}"?` : "."}`, known);
}
