import type { CallRule, Detector } from "../detector.ts";
import { awsCdk } from "./aws-cdk.ts";

/** The third argument of TypeScript is keywords here, and `2/deadLetterQueue/queue` is `dead_letter_queue/queue`. */
const snake = (selector: string) =>
  selector
    .replace(/(^|:)2\//, "$1")
    .split("/")
    .map((part) => part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .join("/");

const inPython = (rule: CallRule): CallRule =>
  Object.fromEntries(
    Object.entries(rule).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(snake) : key === "variables" ? snake(String(value)) : (value as unknown),
    ]),
  ) as unknown as CallRule;

const calls = Object.fromEntries(Object.entries(awsCdk.calls).map(([key, rule]) => [key, inPython(rule)]));
const source = (key: string, parts: Partial<CallRule>) => ({ [key]: { ...calls[key]!, ...parts } });

/** Infrastructure written as Python. */
export const awsCdkPython: Detector = {
  ...awsCdk,
  id: "aws-cdk-python",
  language: "python",
  modules: ["aws_cdk"],
  values: Object.fromEntries(
    Object.entries(awsCdk.values!).map(([key, selector]) => [snake(key).replace(/^_\w+/, key.split(".")[0]!), selector]),
  ),
  calls: {
    ...calls,
    ...source("SqsEventSource", { channel: ["queue", "0"] }),
    ...source("SnsEventSource", { channel: ["topic", "0"] }),
    ...source("DynamoEventSource", { channel: ["table", "0"], deadLetter: ["on_failure/0"] }),
    ...source("KinesisEventSource", { channel: ["stream", "0"], deadLetter: ["on_failure/0"] }),
    ...source("EventSourceMapping", { channel: ["event_source_arn"], runs: ["target"] }),
    "Rule.add_target": calls["Rule.addTarget"]!,
    "Function.add_environment": calls["Function.addEnvironment"]!,
    "Function.add_event_source_mapping": { ...calls["Function.addEventSourceMapping"]!, channel: ["event_source_arn"] },
  },
};
