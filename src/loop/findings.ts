import type { Finding } from "../model/finding.ts";
import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import { judgedConsumers, judgedProducers, namesOfOthers } from "./events.ts";
import type { Facts, SchemaState } from "./facts.ts";

/** What detection and the rows found, worst first, each once; for a part of the system only what lies in its files. */
export function allFindings({ findings, domains }: Assessment, map: SystemMap, whole: boolean): Finding[] {
  const own = detected(map).filter(({ file }) => whole || domains.some(({ view }) => view.owns(file)));
  return sortFindings([...own, ...findings]);
}

/** What events must have, and requests, jobs and dead letters need not. */
const ofEvents = new Set([
  "CONSUMER_WITHOUT_DEAD_LETTER",
  "COMMAND_SHAPED_EVENT",
  "EVENT_TYPE_NOT_PAST_TENSE",
  "PUBLISH_WITHOUT_CORRELATION_ID",
]);

/** Detection's findings; what is asked of events only where there are some: callers stand for their wrapper, and dead letters need none. */
export function detected(map: SystemMap): Finding[] {
  const judged = new Set([...judgedConsumers(map), ...judgedProducers(map)].map(({ id }) => id));
  const passedBy = new Set([...map.consumers, ...map.producers].flatMap(({ id }) => (judged.has(id) ? [] : [id])));
  const others = namesOfOthers(map);
  return map.findings.filter(({ rule, at }) => !ofEvents.has(rule) || !(passedBy.has(at) || others.has(at)));
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

/** JSON Schema describes settings as often as events; Avro and Protobuf are made for what is sent or stored. */
const unrelated = ({ format, carriesEvents }: SchemaState) => format === "json-schema" && !carriesEvents;

/** Breaks of schemas that no known event goes by: whoever sends by them may live elsewhere. */
export function strayBreaks(domains: readonly AssessedDomain[], { schemas }: Facts): Finding[] {
  const judged = new Set(domains.flatMap(({ view }) => [...view.events, ...view.reads].map(({ schema }) => schema?.file)));
  return schemas.flatMap((schema) =>
    schema.error !== undefined || judged.has(schema.file) || unrelated(schema)
      ? []
      : schema.compatibility.findings.filter(({ severity }) => severity === "error"),
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

/** What is said where no domain was found. */
export function nothingFound(findings: readonly Finding[], unseen: readonly string[], map: SystemMap): string {
  const broken = new Set(findings.flatMap(({ severity, against, file }) => (severity === "error" && against !== undefined ? [file] : [])));
  const other = otherTraffic(map);
  const nothing = other ?? "Nothing here sends or reads events";
  if (broken.size > 0) return `${nothing}, and ${[...broken].join(", ")} broke compatibility.`;
  if (unseen[0] === undefined) return `${nothing}.`;
  return other === undefined ? `No events were found, but ${unseen[0]}` : `${other}; but ${unseen[0]}`;
}

/** Requests, jobs and dead letters, where they are all that travels. */
function otherTraffic({ producers, consumers }: SystemMap): string | undefined {
  const [senders, readers] = [producers, consumers].map((list) =>
    list.filter(({ broker, wrapper }) => broker !== "in-process" && wrapper !== true),
  ) as [Producer[], Consumer[]];
  if (senders.length + readers.length === 0) return undefined;
  const all = [...senders, ...readers];
  const brokers = [...new Set(all.map(({ broker }) => broker))].sort().join(", ");
  const what = all.every(({ replies }) => replies === true) ? "requests and replies only" : "only requests, jobs or dead letters";
  return `${brokers}: ${what} (${senders.length} ${senders.length === 1 ? "sender" : "senders"}, ${readers.length} ${readers.length === 1 ? "reader" : "readers"}), no events`;
}
