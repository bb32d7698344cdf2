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
import { unseenOf } from "./sight.ts";

interface Check {
  title: string;
  /** Why the row holds where there is nothing to judge and everything was read. */
  empty: string;
  judge: (domain: DomainView, facts: Facts) => Judgement[];
}

/** THE six rows of the validation table, in order. */
export const checks: readonly Check[] = [
  { title: "Event envelope follows the standard", empty: "It sends no events.", judge: envelope },
  { title: "All events have correlation ids", empty: "It sends no events.", judge: correlation },
  { title: "Versioning strategy defined", empty: "It sends no events.", judge: versioning },
  { title: "DLQ on all consumers", empty: "It has no consumers.", judge: deadLetter },
  { title: "Idempotent consumer verified", empty: "It has no consumers.", judge: idempotency },
  { title: "Retry with exponential backoff", empty: "It has no consumers.", judge: retry },
];

export function rowsOf(domain: DomainView, facts: Facts): Row[] {
  const unseen = unseenOf(domain, facts.map);
  return checks.map(({ title, empty, judge }, index) => toRow(index + 1, title, judge(domain, facts), empty, unseen));
}
