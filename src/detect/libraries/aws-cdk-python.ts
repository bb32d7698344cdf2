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
    Object.entries(rule).map(([key, value]) => [key, Array.isArray(value) ? value.map(snake) : (value as unknown)]),
  ) as unknown as CallRule;

const calls = Object.fromEntries(Object.entries(awsCdk.calls).map(([key, rule]) => [key, inPython(rule)]));
const source = (key: string, parts: Partial<CallRule>) => ({ [key]: { ...calls[key]!, ...parts } });

/** Infrastructure written as Python. */
export const awsCdkPython: Detector = {
  ...awsCdk,
  id: "aws-cdk-python",
  language: "python",
  modules: ["aws_cdk"],
  calls: {
    ...calls,
    ...source("SqsEventSource", { channel: ["queue", "0"], partialBatch: ["report_batch_item_failures"] }),
    ...source("SnsEventSource", { channel: ["topic", "0"] }),
    ...source("DynamoEventSource", { channel: ["table", "0"], deadLetter: ["on_failure/0"] }),
    "Rule.add_target": calls["Rule.addTarget"]!,
  },
};
