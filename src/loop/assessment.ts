import type { Settings } from "../model/settings.ts";
import type { Finding } from "../model/finding.ts";
import type { Pattern, Row, Stop, Verdict } from "../model/verdict.ts";
import { openAssumptions } from "./assumptions.ts";
import { rowsOf } from "./checks.ts";
import { closingLine, type Configured, configured } from "./closing-line.ts";
import { type DomainView, domainsOf, travelling } from "./domains.ts";
import type { Facts } from "./facts.ts";
import { moreSpecific, nothingFound, sortFindings, strayBreaks, unreadable } from "./findings.ts";
import { brokerOf, patternOf } from "./pattern.ts";
import { unseenElsewhere, unseenOf } from "./sight.ts";
import { stopMet, stopOf, stopOfAll, type StopWhen } from "./stop.ts";
import { verdictOf } from "./verdict.ts";

export interface AssessedDomain {
  domain: string;
  verdict: Verdict;
  reasons: string[];
  rows: Row[];
  pattern: Pattern;
  broker: string;
  eventTypes: number;
  deadLetters: Configured;
  idempotency: Configured;
  stop: Stop;
  closingLine: string;
  /** What its proofs take for granted and no other proof shows. */
  assumptions: string[];
  /** Why it may hold more than was seen. */
  unseen: string[];
  view: DomainView;
}

export interface Assessment {
  system: string;
  domains: AssessedDomain[];
  /** Of all rows, worst first, each once. */
  findings: Finding[];
  stop: Stop;
  stopWhen: StopWhen;
  /** May the run end? */
  met: boolean;
  /** Why events may exist in services where none were found. */
  unseen: string[];
  /** Where there is no domain: a sentence that says so. */
  nothing?: string;
}

/** Judges every domain. Pure: everything it needs was gathered before. */
export function assess(facts: Facts, userAsked = false): Assessment {
  const domains = domainsOf(facts).map((view) => assessDomain(view, facts, userAsked));
  const stop = stopOfAll(
    domains.map((domain) => domain.stop),
    userAsked,
  );
  const stopWhen = facts.settings.policy?.stopWhen ?? "all";
  const findings = sortFindings([
    ...domains.flatMap(({ rows }) => rows.flatMap((row) => row.findings)),
    ...unreadable(domains, facts),
    ...strayBreaks(domains, facts),
  ]);
  const unseen = unseenElsewhere(
    domains.map(({ view }) => view),
    facts.map,
  );
  return {
    system: systemName(facts),
    domains,
    findings,
    stop,
    stopWhen,
    met: stopMet(stop, stopWhen),
    unseen,
    ...(domains.length === 0 && { nothing: nothingFound(findings, unseen, facts.map) }),
  };
}

/** The same assessment for one domain; undefined when there is none of that name. */
export function narrow(assessment: Assessment, name: string): Assessment | undefined {
  const found = assessment.domains.find(({ domain }) => domain === name);
  if (found === undefined) return undefined;
  const { stopWhen } = assessment;
  const findings = sortFindings(found.rows.flatMap((row) => row.findings));
  return { ...assessment, domains: [found], findings, stop: found.stop, met: stopMet(found.stop, stopWhen) };
}

function assessDomain(view: DomainView, facts: Facts, userAsked: boolean): AssessedDomain {
  const rows = rowsOf(view, facts).map((row) => ({
    ...row,
    findings: row.findings.map((finding) => moreSpecific(finding, facts.map.findings)),
  }));
  const unseen = unseenOf(view, facts.map);
  const { verdict, reasons } = verdictOf(view, rows, unseen);
  const pattern = patternOf(view, facts.map);
  const broker = brokerOf(view, facts.map);
  const eventTypes = travelling([view]).size;
  const deadLetters = configured(rows[3], view.consumers.length);
  return {
    domain: view.name,
    verdict,
    reasons,
    rows,
    pattern,
    broker,
    eventTypes,
    deadLetters,
    idempotency: configured(rows[4], view.consumers.length),
    stop: stopOf(view, rows, userAsked),
    closingLine: closingLine({ pattern, broker, eventTypes, deadLetters, verdict }),
    assumptions: openAssumptions(view, facts),
    unseen,
    view,
  };
}

function systemName({ map, settings }: { map: Facts["map"]; settings: Settings }): string {
  return settings.system ?? map.repo.split("/").at(-1) ?? "system";
}
