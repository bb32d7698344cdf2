import type { Settings } from "../model/settings.ts";
import type { Finding } from "../model/finding.ts";
import type { Pattern, Row, Stop, Verdict } from "../model/verdict.ts";
import { rowsOf } from "./checks.ts";
import { closingLine, type Configured, configured } from "./closing-line.ts";
import { type DomainView, domainsOf } from "./domains.ts";
import type { Facts } from "./facts.ts";
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
}

/** Judges every domain. Pure: everything it needs was gathered before. */
export function assess(facts: Facts, userAsked = false): Assessment {
  const domains = domainsOf(facts).map((view) => assessDomain(view, facts, userAsked));
  const stop = stopOfAll(
    domains.map((domain) => domain.stop),
    userAsked,
  );
  const stopWhen = facts.settings.policy?.stopWhen ?? "all";
  return {
    system: systemName(facts),
    domains,
    findings: sortFindings([...domains.flatMap(({ rows }) => rows.flatMap(({ findings }) => findings)), ...unreadable(domains, facts)]),
    stop,
    stopWhen,
    met: stopMet(stop, stopWhen),
    unseen: unseenElsewhere(
      domains.map(({ view }) => view),
      facts.map,
    ),
  };
}

/** Schema files that do not parse and belong to no known event: said once, without a verdict on them. */
function unreadable(domains: readonly AssessedDomain[], { schemas }: Facts): Finding[] {
  const judged = new Set(domains.flatMap(({ view }) => view.events.map(({ schema }) => schema?.file)));
  return schemas.flatMap(({ file, format, carriesEvents, error }) =>
    error === undefined || judged.has(file) || !(carriesEvents || format === "avro" || format === "protobuf" || format === "json-schema")
      ? []
      : [
          {
            rule: "SCHEMA_UNPARSABLE",
            severity: "warning" as const,
            at: file,
            file,
            line: error.line,
            column: error.column,
            message: `This schema cannot be read, so nothing about it can be checked: ${error.message}`,
            fix: "Correct the schema at this place.",
            evidence: [],
          },
        ],
  );
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
  const { verdict, reasons } = verdictOf(view, rows);
  const pattern = patternOf(view, facts.map);
  const broker = brokerOf(view, facts.map);
  const eventTypes = view.events.length + view.reads.length;
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
    unseen: unseenOf(view, facts.map),
    view,
  };
}

/** Rules of detection that say the same of one library or format. */
const sameMatter: Record<string, readonly string[]> = {
  CONSUMER_WITHOUT_DEAD_LETTER: ["QUEUE_WITHOUT_DEAD_LETTER", "STREAM_HANDLER_WITHOUT_FAILURE_DESTINATION"],
};

/** What detection says of the same matter knows the library, and so the edit. How bad it is follows from the row. */
function moreSpecific(finding: Finding, detected: readonly Finding[]): Finding {
  const rules = [finding.rule, ...(sameMatter[finding.rule] ?? [])];
  const same = (other: Finding) => other.at === finding.at || (other.file === finding.file && other.line === finding.line);
  const found = detected.find((other) => rules.includes(other.rule) && same(other));
  return found === undefined ? finding : { ...found, severity: finding.severity };
}

function systemName({ map, settings }: { map: Facts["map"]; settings: Settings }): string {
  return settings.system ?? map.repo.split("/").at(-1) ?? "system";
}

const rank = { error: 0, warning: 1, info: 2 };

/** Errors first, then by place; a finding that two domains share stands once. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const unique = new Map(
    findings.map((finding) => [JSON.stringify([finding.rule, finding.at, finding.was, finding.file, finding.line]), finding]),
  );
  return [...unique.values()].sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] || compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
