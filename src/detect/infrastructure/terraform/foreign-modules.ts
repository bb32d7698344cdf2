import { at, text } from "../../../workspace/config.ts";
import type { BrokerKind, Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { isQueueModule } from "./channels.ts";
import type { Scope } from "./scope.ts";

const brokers: readonly (readonly [RegExp, BrokerKind])[] = [
  [/(^|[_/-])(sqs|queue)([_/-]|$)/i, "sqs"],
  [/(^|[_/-])(sns|topic)([_/-]|$)/i, "sns"],
  [/(^|[_/-])(eventbridge|event_bus|bus)([_/-]|$)/i, "eventbridge"],
  [/(^|[_/-])kinesis([_/-]|$)/i, "kinesis"],
];

/** Modules from outside the repository that make channels, told by their source and by the outputs that are used of them. */
export function* foreignModules(scope: Scope, { read }: Repository): Generator<Fact> {
  const { calls, resources } = scope.module;
  const foreign = [...calls.values()].filter((call) => scope.callee(call) === undefined && !isQueueModule(call));
  if (foreign.length === 0) return;
  const files = new Set([...resources.values(), ...calls.values()].map(({ file }) => file));
  const used = [...files].flatMap((file) => [...(read(file) ?? "").matchAll(/\bmodule\.([\w-]+)(?:\[[^\]\n]*\])?\.(\w+)/g)]);
  for (const { name, file, line, body } of foreign) {
    const words = [text(at(body, "source")) ?? "", ...used.filter((match) => match[1] === name).map((match) => match[2]!)];
    const found = new Set(brokers.filter(([pattern]) => words.some((word) => pattern.test(word))).map(([, broker]) => broker));
    for (const broker of found)
      yield { fact: "broker", broker, role: "infra", file, line, what: `module ${name}, whose source is not in this repository` };
  }
}
