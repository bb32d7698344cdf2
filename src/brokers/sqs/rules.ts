import type { Configuration } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import type { Wanted } from "../broker.ts";

/**
 * What AWS refuses, and what it takes although it is wrong. Emulators take most of it, so it is checked here before any call.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export interface Violation {
  readonly rule: string;
  readonly message: string;
}

export const day = 24 * 60 * 60;
export const longestRetention = 14 * day;
const longestVisibility = 12 * 60 * 60;
const longestDelay = 900;
const mostReceives = 1000;
/** Behind a Lambda mapping throttled messages are received without having run. */
const fewestReceivesOfLambda = 5;

/** A queue as it is found; undefined: it is not there. */
export interface QueueFacts {
  readonly name: string;
  readonly fifo: boolean;
  readonly retention: number;
  /** Names of the queues that may use it as their dead letter; undefined: all. */
  readonly allows?: readonly string[];
}

/** Ranges of a queue's own attributes, and that its name says what it is. */
export function queueViolations(name: string, config: Configuration): Violation[] {
  const isFifo = config["FifoQueue"] === true;
  return [
    ...range("MessageRetentionPeriod", config, 60, longestRetention),
    ...range("VisibilityTimeout", config, 0, longestVisibility),
    ...range("DelaySeconds", config, 0, longestDelay),
    ...(isFifo === name.endsWith(".fifo")
      ? []
      : [{ rule: "FIFO_NAME", message: `The name of a FIFO queue, and of no other, ends in .fifo: ${name}` }]),
  ];
}

/** A source that is wired to its dead letter. */
export function redriveViolations(
  source: QueueFacts,
  deadLetterName: string,
  deadLetter: QueueFacts | undefined,
  maxReceiveCount: unknown,
): Violation[] {
  const found: Violation[] = [];
  const say = (rule: string, message: string) => found.push({ rule, message });
  if (typeof maxReceiveCount !== "number" || !Number.isInteger(maxReceiveCount) || maxReceiveCount < 1 || maxReceiveCount > mostReceives)
    say("MAX_RECEIVE_COUNT_RANGE", `maxReceiveCount is ${String(maxReceiveCount)} and must be 1 to ${mostReceives}`);
  if (deadLetter === undefined) {
    say("DEAD_LETTER_MISSING", `The dead letter ${deadLetterName} is not there`);
    return found;
  }
  if (deadLetterName === source.name) say("DEAD_LETTER_SELF", `${source.name} cannot be its own dead letter`);
  if (source.fifo !== deadLetter.fifo)
    say(
      "DEAD_LETTER_TYPE",
      `${source.name} is ${typeOf(source)} and its dead letter ${deadLetterName} is ${typeOf(deadLetter)}: both must be the same`,
    );
  if (deadLetter.allows !== undefined && !deadLetter.allows.includes(source.name))
    say("REDRIVE_NOT_ALLOWED", `The RedriveAllowPolicy of ${deadLetterName} does not name ${source.name}`);
  // The dead letter of a standard queue keeps the clock of its first enqueueing.
  if (deadLetter.retention <= source.retention && source.retention < longestRetention)
    say(
      "DEAD_LETTER_RETENTION",
      `${deadLetterName} keeps ${deadLetter.retention} s and ${source.name} ${source.retention} s: a dead letter must keep longer`,
    );
  return found;
}

/** What the ladder needs of the numbers that were chosen for it. */
export function ladderViolations({ retry, lambda }: Wanted, visibility: number, maxReceiveCount: number): Violation[] {
  const found: Violation[] = [];
  const say = (rule: string, message: string) => found.push({ rule, message });
  const attempts = retry.rungsMs.length + 1;
  if (visibility > longestVisibility)
    say("VISIBILITY_RANGE", `VisibilityTimeout would be ${visibility} s and is at most ${longestVisibility}`);
  if (visibility * 1000 <= retry.handlerTimeoutMs)
    say("VISIBILITY_BELOW_HANDLER", `VisibilityTimeout is ${visibility} s and a handler may take ${retry.handlerTimeoutMs} ms`);
  const tooLong = retry.rungsMs.find((rung) => rung > longestVisibility * 1000);
  if (tooLong !== undefined)
    say("RUNG_RANGE", `A wait of ${tooLong} ms is longer than the ${longestVisibility} s that a message can be hidden`);
  if (maxReceiveCount < attempts)
    say("MAX_RECEIVE_COUNT_BELOW_LADDER", `maxReceiveCount is ${maxReceiveCount} and the ladder has ${attempts} attempts`);
  if (lambda === undefined) return found;
  if (visibility * 1000 < lambdaFactor * lambda.timeoutMs + (lambda.batchingWindowMs ?? 0))
    say(
      "VISIBILITY_BELOW_LAMBDA",
      `VisibilityTimeout is ${visibility} s and must be ${lambdaFactor} times the function's timeout of ${lambda.timeoutMs} ms`,
    );
  if (maxReceiveCount < fewestReceivesOfLambda)
    say("MAX_RECEIVE_COUNT_LAMBDA", `maxReceiveCount is ${maxReceiveCount} and must be ${fewestReceivesOfLambda} behind a Lambda mapping`);
  return found;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export const lambdaFactor = 6;

/** Throws INVALID_INPUT with all of them. */
export function refuse(what: string, violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const [first] = violations;
  throw new ToolError(
    "INVALID_INPUT",
    `${what}: ${violations.map(({ message }) => message).join("; ")}.`,
    `${violations.map(({ rule }) => rule).join(", ")}: AWS refuses it or messages are lost. Nothing was changed.`,
    first!.rule === "DEAD_LETTER_MISSING"
      ? "Create the dead letter first: plan again."
      : "Correct the setting that is named and plan again.",
  );
}

function typeOf({ fifo }: QueueFacts): string {
  return fifo ? "FIFO" : "standard";
}

function range(key: string, config: Configuration, least: number, most: number): Violation[] {
  const value = config[key];
  if (value === undefined || (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)) return [];
  return [
    {
      rule: `${key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}_RANGE`,
      message: `${key} is ${String(value)} and must be ${least} to ${most}`,
    },
  ];
}
