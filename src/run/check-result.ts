import type { AssessedDomain } from "../loop/assessment.ts";
import { travelling } from "../loop/domains.ts";
import { allFindings, nothingFound } from "../loop/findings.ts";
import type { Todo } from "../loop/next.ts";
import type { NextCall } from "../model/answer.ts";
import type { Finding } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { SystemMap } from "../model/system.ts";
import { fingerprints, type LineText } from "../report/fingerprint.ts";
import type { ToolContext } from "../tool.ts";
import { judgeSystem } from "../tools/assess/judge.ts";
import { lineReader } from "../tools/assess/lines.ts";
import { openWorkspace } from "../workspace/files.ts";
import { changedSince, resolveRef } from "../workspace/git.ts";
import { acceptedOn, readBaseline } from "./baseline-file.ts";
import type { ExitStatus } from "./verb.ts";

export interface CheckWish {
  since?: string | undefined;
  domain?: string | undefined;
}

export interface CheckResult {
  status: ExitStatus;
  summary: string;
  system: string;
  domains: AssessedDomain[];
  /** How many distinct event types travel in them. */
  eventTypes: number;
  /** Those that count, worst first. */
  findings: Finding[];
  /** How many more there are that do not count, and why. */
  passedOver: { baseline: number; ignored: number; unchanged: number };
  next: NextCall[];
  todo: Todo[];
  unseen: string[];
  map: SystemMap;
  lineText: LineText;
}

/** Detection, schema comparison and the six rows in one look. Reads only, executes nothing. */
export async function checkSystem(context: ToolContext, { since, domain }: CheckWish): Promise<CheckResult> {
  const commit = since === undefined ? undefined : await resolveRef(context.root, since);
  const { facts, assessment, todo, next } = await judgeSystem(context, { domain }, commit === undefined ? {} : { since: commit });
  const workspace = await openWorkspace(context.root);
  const lineText = lineReader(workspace);
  const changed = commit === undefined ? undefined : new Set(await changedSince(context.root, commit));

  const all = allFindings(assessment, facts.map, domain === undefined);
  const prints = fingerprints(all, lineText);
  const accepted = acceptedOn(readBaseline(context.root), context.now());
  const passedOver = { baseline: 0, ignored: 0, unchanged: 0 };
  const findings = all.filter((finding, index) => {
    if (isIgnored(finding, facts.settings, context.now())) return void passedOver.ignored++;
    if (accepted.has(prints[index]!)) return void passedOver.baseline++;
    if (changed !== undefined && !changed.has(finding.file)) return void passedOver.unchanged++;
    return true;
  });
  const touched =
    changed === undefined ? assessment.domains : assessment.domains.filter(({ view }) => [...changed].some((file) => view.owns(file)));
  const status = statusOf(findings, touched, assessment.unseen);
  return {
    status,
    summary: summaryOf(findings, assessment.domains, assessment.unseen, facts.map),
    system: assessment.system,
    domains: assessment.domains,
    eventTypes: travelling(assessment.domains.map(({ view }) => view)).size,
    findings,
    passedOver,
    next,
    todo,
    unseen: assessment.unseen,
    map: facts.map,
    lineText,
  };
}

/** New errors deny. Without them a DISCARD is one that the baseline or an ignore accepts; what is incomplete stays open. */
function statusOf(findings: readonly Finding[], domains: readonly AssessedDomain[], unseen: readonly string[]): ExitStatus {
  if (findings.some(({ severity }) => severity === "error")) return "negative";
  return domains.some(({ verdict }) => verdict === "incomplete") || unseen.length > 0 ? "inconclusive" : "ok";
}

function isIgnored({ rule, file, at }: Finding, { ignores = [] }: Settings, now: Date): boolean {
  const today = now.toISOString().slice(0, 10);
  return ignores.some(
    (ignore) =>
      ignore.rule === rule &&
      (ignore.path === undefined || file === ignore.path || file.startsWith(`${ignore.path.replace(/\/$/, "")}/`)) &&
      (ignore.at === undefined || ignore.at === at) &&
      (ignore.expires === undefined || today < ignore.expires),
  );
}

function summaryOf(findings: readonly Finding[], domains: readonly AssessedDomain[], unseen: readonly string[], map: SystemMap): string {
  if (domains.length === 0) return nothingFound(findings, unseen, map);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const verdicts = ["KEEP", "DISCARD", "incomplete"]
    .map((verdict) => [domains.filter((domain) => domain.verdict === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`);
  const found = findings.length === 0 ? "No findings." : `${count(findings.length, "finding")}, ${count(errors, "error")} among them.`;
  return `${count(domains.length, "domain")}: ${verdicts.join(", ")}. ${found}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
