import * as z from "zod";
import { NextCall, type Status } from "../model/answer.ts";
import { Finding } from "../model/finding.ts";
import { Rechecked } from "../model/rechecked.ts";
import { Pattern, Row, Stop, Verdict } from "../model/verdict.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import type { Judgement } from "./assess/judge.ts";

const Configured = z.enum(["yes", "no", "unknown", "not needed"]);

const JudgedDomain = z.object({
  domain: z.string(),
  verdict: Verdict,
  reasons: z.array(z.string()).describe("What the verdict follows from, or what KEEP still lacks."),
  rows: z.array(Row.omit({ findings: true })).describe("The six rows."),
  pattern: Pattern,
  broker: z.string(),
  eventTypes: z.number().int(),
  deadLetters: Configured,
  idempotency: Configured,
  stop: Stop,
  closingLine: z.string(),
  assumptions: z.array(z.string()).describe("What its proofs take for granted and no other record shows."),
});

const Todo = z.object({
  domain: z.string(),
  file: z.string(),
  line: z.number().int(),
  text: z.string(),
  call: NextCall.omit({ why: true }).optional().describe("A call with gaps (…) to fill."),
});

export const validate = defineTool({
  name: "validate",
  title: "Judge each domain",
  description:
    "Judges every domain of a repository by the six-row table: envelope, correlation ids, versioning, dead letters, idempotency, retry. Returns a verdict per domain (KEEP, DISCARD, incomplete), the stop criteria, findings with file and line, what is left to do by hand, and the next calls. Reads code, schemas, their history and recorded runs; executes nothing, and writes nothing but the record of a run that it opens.",
  effect: "read",
  input: z.object({
    domain: z.string().optional().describe("Only this domain. Default: all."),
    stop: z.literal("user").optional().describe("The user asked to stop."),
    run: z.literal("open").optional().describe("The user wants the loop: until it is closed, a session does not end while a step is open."),
    recheck: z
      .boolean()
      .optional()
      .describe("Run again, and so execute, what is on record from another machine; in CI also one record of this one."),
  }),
  beyond: ["recheck"],
  output: z.object({
    system: z.string(),
    domains: z.array(JudgedDomain),
    findings: z.array(Finding),
    todo: z.array(Todo).describe("Steps that no tool takes."),
    stop: Stop,
    stopWhen: z.enum(["all", "any"]),
    met: z.boolean().describe("May the run end?"),
    unseen: z.array(z.string()).describe("Why events may exist that were not found."),
    nothing: z.string().optional().describe("Set where no domain was found: what was."),
    rechecked: z.array(Rechecked).optional().describe("What was run again, and whether it shows what its record claims."),
    next: z.array(NextCall),
  }),
  lists: ["domains", "findings", "todo"],
  positional: "domain",
  async run({ input, context }) {
    const [{ judgeSystem }, { noteJudgement }] = await Promise.all([import("./assess/judge.ts"), import("./assess/note-judgement.ts")]);
    const recorded = await judgeSystem(context, input);
    const rechecked = input.recheck === true ? await recheckConsumers(context, recorded) : undefined;
    const judgement = rechecked === undefined || rechecked.length === 0 ? recorded : await judgeSystem(context, input);
    await noteJudgement(context, input, judgement);
    const { assessment, todo, next } = judgement;
    const { system, findings, stop, stopWhen, met, unseen, nothing } = assessment;
    const domains = assessment.domains.map(({ view: _view, unseen: _unseen, rows, ...domain }) => ({
      ...domain,
      rows: rows.map(({ findings: _findings, ...row }) => row),
    }));
    const more = { ...(nothing !== undefined && { nothing }), ...(rechecked && { rechecked }) };
    return { system, domains, findings, todo, stop, stopWhen, met, unseen, ...more, next };
  },
  status: statusOf,
  summarize({ domains, todo, nothing, rechecked = [] }) {
    if (nothing !== undefined) return nothing;
    const of = (verdict: string) => domains.filter((domain) => domain.verdict === verdict).map(({ domain }) => domain);
    const parts = ["KEEP", "DISCARD", "incomplete"].flatMap((verdict) =>
      of(verdict).length === 0 ? [] : [`${verdict}: ${of(verdict).join(", ")}`],
    );
    const ran = rechecked.filter(({ shown }) => shown !== "not run");
    if (ran.length < rechecked.length)
      parts.unshift(`${rechecked.length - ran.length} of ${rechecked.length} records could not be run again`);
    const differ = ran.filter(({ agrees }) => !agrees);
    if (differ.length > 0) parts.unshift(`${differ.length} of ${rechecked.length} records do not show what they claim`);
    return `${parts.join(". ")}.${todo.length > 0 ? ` ${todo.length} steps by hand.` : ""}`;
  },
  next: ({ next }) => next,
});

async function recheckConsumers(context: ToolContext, { assessment }: Judgement): Promise<Rechecked[]> {
  const { recheck } = await import("./assess/recheck.ts");
  return recheck(context, new Set(assessment.domains.flatMap(({ view }) => view.consumers.map(({ id }) => id))));
}

/** One DISCARD or one schema that breaks denies the whole; only KEEP everywhere, or nothing to judge, holds. */
function statusOf({
  domains,
  unseen,
  findings,
}: {
  domains: readonly { verdict: Verdict }[];
  unseen: readonly string[];
  findings: readonly Finding[];
}): Exclude<Status, "failed"> {
  const broken = findings.some(({ severity, against }) => severity === "error" && against !== undefined);
  if (broken || domains.some(({ verdict }) => verdict === "DISCARD")) return "negative";
  if (domains.some(({ verdict }) => verdict === "incomplete") || unseen.length > 0) return "inconclusive";
  return "ok";
}
