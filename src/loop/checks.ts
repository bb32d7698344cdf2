import type { Row } from "../model/verdict.ts";
import { correlation } from "./checks/correlation.ts";
import { deadLetter } from "./checks/dead-letter.ts";
import { envelope } from "./checks/envelope.ts";
import { idempotency } from "./checks/idempotency.ts";
import { retry } from "./checks/retry.ts";
import { versioning } from "./checks/versioning.ts";
import type { DomainView } from "./domains.ts";
import type { Facts } from "./facts.ts";
import { type Judgement, toRow } from "./judgement.ts";
import { unreadCode, unseenOf } from "./sight.ts";

interface Check {
  title: string;
  /** Why the row holds where there is nothing to judge and everything was read. */
  empty: (domain: DomainView) => string;
  judge: (domain: DomainView, facts: Facts) => Judgement[];
}

const noEvents = () => "It sends and reads no events.";
const noConsumers = ({ exempt }: DomainView) =>
  exempt.length === 0 ? "It has no consumers." : `Its consumers read ${exempt.join(" and ")}, and no events.`;

/** THE six rows of the validation table, in order. */
export const checks: readonly Check[] = [
  { title: "Event envelope follows the standard", empty: noEvents, judge: envelope },
  { title: "All events have correlation ids", empty: noEvents, judge: correlation },
  { title: "Versioning strategy defined", empty: noEvents, judge: versioning },
  { title: "DLQ on all consumers", empty: noConsumers, judge: deadLetter },
  { title: "Idempotent consumer verified", empty: noConsumers, judge: idempotency },
  { title: "Retry with exponential backoff", empty: noConsumers, judge: retry },
];

export function rowsOf(domain: DomainView, facts: Facts): Row[] {
  const everywhere = unseenOf(domain, facts.map);
  const beforeConsumers = unseenOf(domain, facts.map, "consumers");
  return checks.map(({ title, empty, judge }, index) => {
    const judgements = judge(domain, facts);
    const unseen = index < 3 ? everywhere : beforeConsumers;
    const missed = judgements.length === 0 ? [...unseen, ...unreadCode(facts.map)] : unseen;
    return toRow(index + 1, title, judgements, empty(domain), missed);
  });
}
