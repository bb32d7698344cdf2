import type { Value } from "../value.ts";
import { alertRules, type AlertRule, blindRule, labelsOf, rabbitReasons, thrownAwayRules } from "./rules.ts";
import { thresholds as usual, type Thresholds } from "./thresholds.ts";
import type { Input, Series, Watch } from "./watch.ts";

/** Seconds between two samples, and between two evaluations. */
const step = 30;

/** Tests for `promtool test rules`: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export function testsOf(watches: readonly Watch[], thresholds: Thresholds = usual): Value[] {
  const [first] = watches;
  if (first === undefined) return [];
  return [
    ...watches.map((watch) => depthAndLag(watch, thresholds)),
    blind(watches),
    seeing(watches),
    ageTest(first, thresholds),
    ageUnknownTest(first),
    ...(watches.some(({ broker }) => broker === "rabbitmq") ? rabbitReasons.map(thrownAwayTest) : []),
  ];
}

/** The first dead letter comes at 1 m: the alert is there at 2 m, and not before. */
function depthAndLag(watch: Watch, { page, lag }: Thresholds): Value {
  const { depth } = watch;
  const [notEmpty, paged, , , growing] = alertRules({ page, lag, oldestSeconds: usual.oldestSeconds });
  const at = (time: string, rule: AlertRule, fires: boolean) => check(time, rule, fires ? [fired(rule, watch, keptBy(depth))] : []);
  // Above `lag` for the first time at 6 samples; it rises until 8 m and stands still then.
  const rise = Math.ceil(lag / 5);
  const peak = rise * 16;
  return {
    interval: `${step}s`,
    input_series: [
      ...given(depth, (base) => `${base} ${base} ${base + 1}x11 ${base + page} ${base + page + 1} ${base}x20`),
      ...given(watch.lag, (base) => `${base}+${rise}x16 ${base + peak}x30`),
    ],
    alert_rule_test: [
      at("30s", notEmpty!, false),
      at("90s", notEmpty!, false),
      at("2m", notEmpty!, true),
      at("7m", paged!, false),
      at("450s", paged!, true),
      at("8m", notEmpty!, false),
      at("450s", growing!, false),
      at("8m", growing!, true),
      at("15m", growing!, false),
    ],
  };
}

/** Series that change and those that stay, and beside them what must not be taken for them. */
function given({ inputs, others }: Series, values: (base: number) => string): Value[] {
  return [
    ...inputs.map((input, index) => series(input, index === 0 ? values(input.base ?? 0) : `${input.base ?? 0}x60`)),
    ...others.map((input) => series(input, "5000+100x60")),
  ];
}

function series({ metric, labels }: Input, values: string): Value {
  return { series: `${metric}{${matchers(labels)}}`, values };
}

function matchers(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ");
}

/** No series at all. */
function blind(watches: readonly Watch[]): Value {
  const rules = watches.map(blindRule);
  const all = rules.map((rule, index) => fired(rule, watches[index]!, {}));
  return {
    interval: `${step}s`,
    input_series: [{ series: "another_series", values: "1x10" }],
    alert_rule_test: [check("90s", rules[0]!, []), check("2m", rules[0]!, all)],
  };
}

/** Every dead letter is measured, and empty. */
function seeing(watches: readonly Watch[]): Value {
  const quiet = watches.flatMap(({ depth }) => depth.inputs.map((input) => series(input, `${input.base ?? 0}x10`)));
  return {
    interval: `${step}s`,
    // Two dead letters may be told by one series.
    input_series: [...new Map(quiet.map((each) => [JSON.stringify(each), each])).values()],
    alert_rule_test: [check("4m", blindRule(watches[0]!), [])],
  };
}

function ageTest(watch: Watch, { oldestSeconds, ...rest }: Thresholds): Value {
  const rule = alertRules({ oldestSeconds, ...rest })[2]!;
  const { broker, queue } = watch;
  const after = (seconds: number, fires: boolean) => check(`${seconds}s`, rule, fires ? [alertOf(rule, { broker, queue })] : []);
  return {
    interval: `${step}s`,
    input_series: [
      { series: `gm_dlq_oldest_message_timestamp_seconds{${matchers({ broker, queue })}}`, values: `0x${oldestSeconds / step + 20}` },
    ],
    alert_rule_test: [after(oldestSeconds, false), after(oldestSeconds + step, true)],
  };
}

function ageUnknownTest(watch: Watch): Value {
  const rule = alertRules()[3]!;
  const { broker, queue, depth } = watch;
  return {
    interval: `${step}s`,
    input_series: [
      ...given(depth, (base) => `${base}x9 ${base + 1}x300`).map((each, index) =>
        index < depth.inputs.length ? { ...(each as object), values: longer(each) } : each,
      ),
      { series: `gm_dlq_oldest_message_timestamp_seconds{${matchers({ broker, queue })}}`, values: "_x109 0x200" },
    ],
    alert_rule_test: [
      // There are dead letters from 5 m on, and their age is known from 55 m on.
      check("2070s", rule, []),
      check("35m", rule, [fired(rule, watch, keptBy(depth))]),
      check("56m", rule, []),
    ],
  };
}

function longer(each: Value): string {
  return (each as { values: string }).values.replace(/x60$/, "x300");
}

/** `at_most_once` is what a broker says of a dead letter that arrived. */
function thrownAwayTest(reason: (typeof rabbitReasons)[number]): Value {
  const rule = thrownAwayRules().find(({ labels }) => labels["reason"] === reason)!;
  const metric = `rabbitmq_global_messages_dead_lettered_${reason}_total`;
  const input = (strategy: string, values: string) =>
    series({ metric, labels: { queue_type: "rabbit_quorum_queue", dead_letter_strategy: strategy } }, values);
  return {
    interval: `${step}s`,
    input_series: [input("disabled", "0 0 1x20"), input("at_most_once", "0+1x20")],
    alert_rule_test: [
      check("30s", rule, []),
      check("1m", rule, [alertOf(rule, { queue_type: "rabbit_quorum_queue" })]),
      check("8m", rule, []),
    ],
  };
}

function check(time: string, rule: AlertRule, alerts: readonly Value[]): Value {
  return { eval_time: time, alertname: rule.alert, exp_alerts: alerts };
}

/** Labels that stay of the series that the tests give. */
function keptBy({ keeps, inputs }: Series): Record<string, string> {
  return Object.fromEntries(keeps.map((name) => [name, inputs[0]!.labels[name]!]));
}

function fired(rule: AlertRule, watch: Watch, kept: Readonly<Record<string, string>>): Value {
  return alertOf(rule, { ...labelsOf(watch), ...kept });
}

function alertOf({ labels, annotations }: AlertRule, from: Readonly<Record<string, string>>): Value {
  const filled = Object.entries(annotations).map(([name, text]) => [
    name,
    text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => from[label] ?? ""),
  ]);
  return { exp_labels: { ...labels, ...from }, exp_annotations: Object.fromEntries(filled) };
}
