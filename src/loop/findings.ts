import type { Finding } from "../model/finding.ts";
import type { SystemMap } from "../model/system.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import { judgedConsumers, judgedProducers } from "./events.ts";
import type { Facts } from "./facts.ts";

/** What detection and the rows found, worst first, each once; for a part of the system only what lies in its files. */
export function allFindings({ findings, domains }: Assessment, map: SystemMap, whole: boolean): Finding[] {
  const own = detected(map).filter(({ file }) => whole || domains.some(({ view }) => view.owns(file)));
  return sortFindings([...own, ...findings]);
}

/** What events must have, and requests, jobs and dead letters need not. */
const ofEvents = new Set(["CONSUMER_WITHOUT_DEAD_LETTER", "COMMAND_SHAPED_EVENT", "EVENT_TYPE_NOT_PAST_TENSE", "PUBLISH_WITHOUT_CORRELATION_ID"]);

/** Detection's findings; what is asked of events only where there are some: callers stand for their wrapper, and dead letters need none. */
export function detected(map: SystemMap): Finding[] {
  const judged = new Set([...judgedConsumers(map), ...judgedProducers(map)].map(({ id }) => id));
  const passedBy = new Set([...map.consumers, ...map.producers].flatMap(({ id }) => (judged.has(id) ? [] : [id])));
  return map.findings.filter(({ rule, at }) => !ofEvents.has(rule) || !passedBy.has(at));
}

/** Rules of detection that say the same of one library or format. */
const sameMatter: Record<string, readonly string[]> = {
  CONSUMER_WITHOUT_DEAD_LETTER: ["QUEUE_WITHOUT_DEAD_LETTER", "STREAM_HANDLER_WITHOUT_FAILURE_DESTINATION"],
};

/** What detection says of the same matter knows the library, and so the edit. How bad it is follows from the row. */
export function moreSpecific(finding: Finding, detected: readonly Finding[]): Finding {
  const rules = [finding.rule, ...(sameMatter[finding.rule] ?? [])];
  const same = (other: Finding) => other.at === finding.at || (other.file === finding.file && other.line === finding.line);
  const found = detected.find((other) => rules.includes(other.rule) && same(other));
  return found === undefined ? finding : { ...found, severity: finding.severity };
}

/** Schema files that do not parse and belong to no known event: said once, without a verdict on them. */
export function unreadable(domains: readonly AssessedDomain[], { schemas }: Facts): Finding[] {
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
