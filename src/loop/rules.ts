import type { Severity } from "../model/finding.ts";

export interface RowRule {
  /** Stable: its meaning never changes. */
  readonly id: string;
  /** Which row of the table it belongs to. */
  readonly row: 1 | 2 | 3 | 4 | 5 | 6;
  readonly severity: Severity;
  readonly purpose: string;
}

/** THE list of rules that the six rows find by. Breaks of a schema have rules of their own. */
export const rowRules: readonly RowRule[] = [
  { id: "EVENT_WITHOUT_SCHEMA", row: 1, severity: "warning", purpose: "An event without schema changes unnoticed until a consumer fails." },
  { id: "SCHEMA_UNPARSABLE", row: 1, severity: "error", purpose: "Nothing about a schema that does not parse can be checked." },
  { id: "ENVELOPE_FIELD_MISSING", row: 1, severity: "warning", purpose: "Consumers deduplicate, order and trace by the envelope." },
  {
    id: "SCHEMA_WITHOUT_PAYLOAD",
    row: 1,
    severity: "warning",
    purpose: "A schema that says nothing of the payload fits everything and notices no change.",
  },
  {
    id: "PUBLISH_WITHOUT_CORRELATION_ID",
    row: 2,
    severity: "warning",
    purpose: "Without a correlation id a flow cannot be followed across services.",
  },
  { id: "SCHEMA_WITHOUT_CORRELATION_ID", row: 2, severity: "warning", purpose: "Neither schema nor producer has a correlation id." },
  { id: "SCHEMA_UNREGISTERED", row: 3, severity: "warning", purpose: "A schema without registered version is compared with nothing." },
  {
    id: "SCHEMA_BREAKS_COMPATIBILITY",
    row: 3,
    severity: "error",
    purpose: "Many changes of a schema break its mode against one version; check-compat names each.",
  },
  {
    id: "SCHEMA_BREAK_IN_HISTORY",
    row: 3,
    severity: "warning",
    purpose: "A change before the newest one broke the mode: no edit of today mends that, a new event type or a registered history does.",
  },
  {
    id: "EVENT_VERSION_UNMOVED",
    row: 3,
    severity: "warning",
    purpose: "A changed schema under the same event_version cannot be told from the old one.",
  },
  {
    id: "CONSUMER_WITHOUT_DEAD_LETTER",
    row: 4,
    severity: "error",
    purpose: "Without a dead letter an event that always fails is lost or blocks the others.",
  },
  {
    id: "DUPLICATE_REPEATS_EFFECT",
    row: 5,
    severity: "warning",
    purpose: "Brokers deliver at least once; a duplicate must change nothing.",
  },
  {
    id: "RETRY_BREAKS_ORDER",
    row: 5,
    severity: "error",
    purpose: "Where the order of a key matters, a failed event must not come back behind later ones.",
  },
  { id: "CONSUMER_WITHOUT_RETRY", row: 6, severity: "warning", purpose: "Without retries and growing waits a short outage costs events." },
];
