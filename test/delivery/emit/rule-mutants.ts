import type { Rule } from "../../../src/delivery/emit/rules.ts";

export interface Mutant {
  readonly name: string;
  /** The alerts that it bears on. */
  readonly alerts: readonly string[];
  readonly rules: Rule[];
}

/** Rules in which one thing is wrong: in those that are told apart by `which`. */
export function mutantsOf(rules: readonly Rule[], which: (rule: Rule) => boolean): Mutant[] {
  return rules.flatMap((rule, index) => {
    if (!which(rule)) return [];
    const name = "alert" in rule ? rule.alert : `${rule.record} ${rule.expr.slice(0, 40)}`;
    const variants = [
      ...expressions(rule.expr).map(([what, expr]) => [what, { ...rule, expr }] as const),
      ...labels(rule),
      ...("alert" in rule ? waits(rule) : []),
    ];
    const alerts = "alert" in rule ? [rule.alert] : ["DlqNotEmpty", "ConsumerLagGrowing"];
    return variants.map(([what, mutated]): Mutant => ({
      name: `${name}: ${what}`,
      alerts,
      rules: rules.map((each, at) => (at === index ? mutated : each)),
    }));
  });
}

/** Up and down by what a sample can tell apart. */
const steps: Readonly<Record<string, number>> = { 0: 1, 100: 1, 1000: 200, 3600: 30 };

function expressions(expr: string): (readonly [string, string])[] {
  const threshold = /> (\d+)/.exec(expr)?.[1];
  const by = steps[threshold ?? ""] ?? 0;
  const at = (value: number) => expr.replace(/> \d+/, `> ${value}`);
  const selectors = [...expr.matchAll(/(\w+)=(~?)"((?:[^"\\]|\\.)*)"/g)].flatMap((match) => {
    const changed = expr.replace(match[0], `${match[1]}="another"`);
    const dropped = match[1] === "__name__" ? [] : [["without " + match[1]!, expr.replace(match[0], `${match[1]}=~".+"`)] as const];
    return [[`another ${match[1]}`, changed] as const, ...dropped];
  });
  return [
    ...(threshold === undefined
      ? []
      : [
          ["higher", at(Number(threshold) + by)] as const,
          ["lower", at(Number(threshold) - (threshold === "0" ? 1 : by))] as const,
          ["turned round", expr.replace("> ", "< ")] as const,
        ]),
    // The exporter's own broker label says the same as its queues do; on RabbitMQ the tests' source is told apart by its queue alone.
    ...selectors.filter(([what, changed]) => changed !== expr && what !== "without broker"),
    ...(expr.includes(" and deriv") ? [["without its slope", expr.replace(/ and deriv.*$/, "")] as const] : []),
    ...(expr.includes(" or kafka_topic_partition_oldest_offset")
      ? [["without what is gone", expr.replace(/ or kafka_topic_partition_oldest_offset\{[^}]*\}/, "")] as const]
      : []),
    ...(expr.includes(" unless ") ? [["always", expr.replace(/ unless .*$/, "")] as const] : []),
    ...(expr.includes("sum by (queue_type)") ? [["without its queue type", expr.replace("sum by (queue_type)", "sum")] as const] : []),
  ];
}

function labels(rule: Rule): (readonly [string, Rule])[] {
  return Object.keys(rule.labels).map((key) => [`another label ${key}`, { ...rule, labels: { ...rule.labels, [key]: "another" } }]);
}

function waits(rule: Extract<Rule, { alert: string }>): (readonly [string, Rule])[] {
  const { for: wait, ...rest } = rule;
  const seconds = wait === undefined ? 0 : Number.parseInt(wait, 10) * 60;
  return [
    ["waits longer", { ...rest, for: `${seconds + 30}s` }],
    ...(seconds === 0
      ? []
      : ([
          ["waits shorter", { ...rest, for: `${seconds - 30}s` }],
          ["does not wait", rest],
        ] as const)),
  ];
}
