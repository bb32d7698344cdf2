import type { Finding } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { FindingContext, FindingRule } from "./finding-rule.ts";
import { atMostOnceTransport } from "./findings/at-most-once-transport.ts";
import { brokerDeclaredButUnused } from "./findings/broker-declared-but-unused.ts";
import { clientNotRead } from "./findings/client-not-read.ts";
import { clientUnused } from "./findings/client-unused.ts";
import { codeNotRead } from "./findings/code-not-read.ts";
import { codeFindingRules } from "./findings/code/rules.ts";
import { commandShapedEvent } from "./findings/command-shaped-event.ts";
import { consumerGroupShared } from "./findings/consumer-group-shared.ts";
import { consumerWithoutDeadLetter } from "./findings/consumer-without-dead-letter.ts";
import { deadLetterNeverActs } from "./findings/dead-letter-never-acts.ts";
import { deadLetterQueueNotAttached } from "./findings/dead-letter-queue-not-attached.ts";
import { eventTypeNotPastTense } from "./findings/event-type-not-past-tense.ts";
import { fifoDeadLetterTypeMismatch } from "./findings/fifo-dead-letter-type.ts";
import { inboxWithoutUniqueKey } from "./findings/inbox-without-unique-key.ts";
import { maxReceiveCountOne } from "./findings/max-receive-count-one.ts";
import { queueWithoutConsumer } from "./findings/queue-without-consumer.ts";
import { queueWithoutDeadLetter } from "./findings/queue-without-dead-letter.ts";
import { schemaUnparsable } from "./findings/schema-unparsable.ts";
import { schemaWithoutEventId } from "./findings/schema-without-event-id.ts";
import { streamHandlerWithoutFailureDestination } from "./findings/stream-handler-without-failure-destination.ts";
import { swallowedInFunction } from "./findings/code/swallowed-in-function.ts";
import { visibilityTimeoutBelowFunctionTimeout } from "./findings/visibility-timeout.ts";
import { byPlace, compare } from "./link/order.ts";

/** THE list of finding rules. */
export const findingRules: readonly FindingRule[] = [
  consumerWithoutDeadLetter,
  streamHandlerWithoutFailureDestination,
  deadLetterNeverActs,
  deadLetterQueueNotAttached,
  queueWithoutDeadLetter,
  queueWithoutConsumer,
  maxReceiveCountOne,
  visibilityTimeoutBelowFunctionTimeout,
  fifoDeadLetterTypeMismatch,
  inboxWithoutUniqueKey,
  consumerGroupShared,
  atMostOnceTransport,
  schemaUnparsable,
  schemaWithoutEventId,
  commandShapedEvent,
  eventTypeNotPastTense,
  clientUnused,
  brokerDeclaredButUnused,
  codeNotRead,
  clientNotRead,
  ...codeFindingRules.map((rule) => (rule.id === "ERROR_SWALLOWED_THEN_ACKED" ? { ...rule, find: swallowedInFunction } : rule)),
];

const rank = { error: 0, warning: 1, info: 2 };

/** What the rules say about the map, with what the reading of code stated; worst first, each place once. */
export function findFindings(context: FindingContext): Finding[] {
  const stated = findingRules.flatMap(({ id, severity, find }) =>
    [...(find?.(context) ?? [])].map((statement): Finding => ({ column: 1, evidence: [], ...statement, rule: id, severity })),
  );
  const seen = new Set<string>();
  return [...stated, ...fromCode(context)]
    .filter(({ rule, at, file, line }) => {
      const key = JSON.stringify([rule, at, file, line]);
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .sort((a, b) => rank[a.severity] - rank[b.severity] || byPlace(a, b) || compare(a.rule, b.rule));
}

/** A place that several consumers reach is one finding; the others are its evidence. */
function fromCode({ facts, map }: FindingContext): Finding[] {
  const uses = [...map.consumers, ...map.producers];
  const found = new Map<string, Finding>();
  for (const fact of facts) {
    if (fact.fact !== "finding") continue;
    const { finding, about } = fact;
    const use = about && uses.find(({ file, line }) => file === about.file && line === about.line);
    const key = JSON.stringify([finding.rule, finding.file, finding.line, finding.message]);
    const first = found.get(key);
    if (first === undefined) found.set(key, { ...finding, at: use?.id ?? finding.at, evidence: [...finding.evidence] });
    else if (use !== undefined && use.id !== first.at && !first.evidence.some(({ file, line }) => file === use.file && line === use.line))
      first.evidence.push({ file: use.file, line: use.line, what: `${use.id} comes here too` });
  }
  return [...found.values()];
}

export interface Ignored {
  findings: Finding[];
  /** Ignores that no longer count. */
  expired: string[];
}

/** Leaves out what the settings ignore. An ignore counts until its day is over. */
export function applyIgnores(findings: readonly Finding[], { ignores = [] }: Settings, today: string | undefined): Ignored {
  const isOver = ({ expires }: { expires?: string | undefined }) => expires !== undefined && today !== undefined && expires < today;
  const active = ignores.filter((ignore) => !isOver(ignore));
  return {
    findings: findings.filter(
      ({ rule, file, at }) =>
        !active.some(
          (ignore) =>
            ignore.rule === rule &&
            (ignore.path === undefined || within(file, ignore.path)) &&
            (ignore.at === undefined || ignore.at === at),
        ),
    ),
    expired: ignores.filter(isOver).map(({ rule, expires, reason }) => `The ignore of ${rule} expired on ${expires} (${reason}).`),
  };
}

function within(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path.replace(/\/$/, "")}/`);
}
