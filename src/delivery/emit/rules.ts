import { thresholds as usual, type Thresholds } from "./thresholds.ts";
import type { Watch } from "./watch.ts";

/** One rule of Prometheus: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export type Rule =
  | { readonly record: string; readonly expr: string; readonly labels: Readonly<Record<string, string>> }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

export type AlertRule = Extract<Rule, { readonly alert: string }>;

/** How each message that RabbitMQ throws away came to be a dead letter. */
export const rabbitReasons = ["rejected", "expired", "maxlen", "delivery_limit"] as const;

/** Labels and annotations of an alert are templates; a name is none. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
function literally(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value.replaceAll("{{", '{{ "{{" }}')]));
}

const depth = "gm:dlq_depth";
const lag = "gm:consumer_lag";
const oldest = "gm_dlq_oldest_message_timestamp_seconds";

/** What everything is told by: depth and lag under one name each, whichever broker they come from. */
export function records(watch: Watch): Rule[] {
  const labels = labelsOf(watch);
  return [
    { record: depth, expr: watch.depth.expr, labels },
    { record: lag, expr: watch.lag.expr, labels },
  ];
}

export function labelsOf({ broker, queue, consumer }: Watch): Record<string, string> {
  return { broker, queue, consumer };
}

/** The same for all. Within five minutes of the first dead letter: scrape and evaluation 30 s each, `for` 1 m, a group wait of 30 s. */
export function alertRules({ page, oldestSeconds, lag: most }: Thresholds = usual): AlertRule[] {
  return [
    alert(
      "DlqNotEmpty",
      `${depth} > 0`,
      "1m",
      "warning",
      "There are dead letters in {{ $labels.queue }}: look at their cause (godmode-event inspect-dlq).",
    ),
    alert(
      "DlqDepthPage",
      `${depth} > ${page}`,
      undefined,
      "page",
      `More than ${page} dead letters in {{ $labels.queue }}: its consumer fails on much of what it gets.`,
    ),
    alert(
      "DlqOldestMessageP1",
      `(time() - max by (broker, queue) (${oldest})) > ${oldestSeconds}`,
      undefined,
      "P1",
      "The oldest dead letter in {{ $labels.queue }} has waited for more than a day.",
    ),
    alert(
      "DlqAgeUnknown",
      `${depth} > 0 unless on (broker, queue) ${oldest}`,
      "30m",
      "warning",
      "How old the dead letters in {{ $labels.queue }} are is not measured: run godmode-event inspect-dlq --metrics on a schedule.",
    ),
    alert(
      "ConsumerLagGrowing",
      `${lag} > ${most} and deriv(${lag}[5m]) > 0`,
      "5m",
      "warning",
      "More and more messages wait for {{ $labels.consumer }}: add consumers; on Kafka at most one for each partition.",
    ),
  ];
}

/** An alert that sees nothing is silent like one that has nothing to say. */
export function blindRule(watch: Watch): AlertRule {
  const labels = labelsOf(watch);
  const matchers = ["broker", "queue"].map((name) => `${name}=${JSON.stringify(labels[name])}`);
  return alert(
    "DlqMetricAbsent",
    `absent(${depth}{${matchers.join(", ")}})`,
    "2m",
    "warning",
    "Nothing measures the dead letters in {{ $labels.queue }}: no alert about them can fire.",
    literally(labels),
  );
}

/** Messages of queues whose dead-letter exchange is missing or not set are gone. */
export function thrownAwayRules(): AlertRule[] {
  return rabbitReasons.map((reason) => {
    const expr = `sum by (queue_type) (increase(rabbitmq_global_messages_dead_lettered_${reason}_total{dead_letter_strategy="disabled"}[5m])) > 0`;
    const summary = "RabbitMQ throws dead letters of {{ $labels.queue_type }} away: some queue has lost its dead-letter exchange.";
    return alert("DeadLettersThrownAway", expr, undefined, "warning", summary, { reason });
  });
}

function alert(
  name: string,
  expr: string,
  wait: string | undefined,
  severity: string,
  summary: string,
  more: Readonly<Record<string, string>> = {},
): AlertRule {
  return { alert: name, expr, ...(wait !== undefined && { for: wait }), labels: { severity, ...more }, annotations: { summary } };
}
