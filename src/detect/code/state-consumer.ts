import { read, type Analysis } from "./analysis.ts";
import { deployedCode } from "./deployed-function.ts";
import type { Fact, FactOf } from "../fact.ts";
import { valueOf } from "./judge/call-parts.ts";
import { deadChannel, type Judgement } from "./judge/judge.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame } from "./resolve/tracer.ts";
import { moduleOf, type Node } from "./syntax/node.ts";
import { commonParts } from "./state-producer.ts";
import { isRequestHandler } from "./replies.ts";
import { carriedBy } from "./transports.ts";
import { readChannel, type Use } from "./uses.ts";

export function consumerFact(use: Use, judgement: Judgement, analysis: Analysis): FactOf<"consumer"> {
  const { rule, detector } = use.sighting;
  const { handler, signs } = judgement;
  const carried = carriedBy(use.sighting, analysis);
  const patterns = use.channel.names;
  const group = carried?.group ?? read(rule.group, use.sighting, analysis, use.frame).names[0];
  const sign = signs[0];
  const { retry, retryWhy } = judgement;
  const { dlq, dlqWhy } = failureDestination(use, analysis) ?? targetDestination(use, analysis) ?? judgement;
  const bound = rule.runs && deployedCode(use.sighting, analysis);
  const types = carried?.queue ? patterns : read(rule.eventType, use.sighting, analysis, use.frame).names;
  return {
    fact: "consumer",
    ...commonParts(use, carried?.queue ?? patterns, carried?.open),
    broker: carried?.broker ?? rule.broker ?? detector.broker,
    channelKind: carried?.kind ?? (use.sighting.bound ? "exchange" : (rule.kind ?? detector.kind)),
    ...(types[0] !== undefined && { eventType: types[0] }),
    ...(types.length > 1 && { eventTypes: types }),
    ...(isRequestHandler(use, judgement.all) && { replies: true }),
    ...(group !== undefined && { group }),
    ...(handler && { handler: handler.name }),
    ...(bound && { bound, handler: `${bound.file}#${bound.name}` }),
    ...(dlq !== undefined && { dlq }),
    ...(dlqWhy !== undefined && { dlqWhy }),
    ...(retry !== undefined && { retry }),
    ...(retryWhy !== undefined && { retryWhy }),
    ...(!bound && { idempotent: sign?.kind ?? "unknown" }),
    ...(sign && { idempotentWhy: sign.why }),
  };
}

/** Some consumers name their dead letter where they are bound. */
function failureDestination({ sighting, frame }: Use, analysis: Analysis): Pick<Judgement, "dlq" | "dlqWhy"> | undefined {
  const { rule } = sighting;
  if (rule.does !== "consume" || !rule.deadLetter) return undefined;
  const target = read(rule.deadLetter, sighting, analysis, frame);
  return target.expression === undefined
    ? { dlq: "false", dlqWhy: "no failure destination" }
    : { dlq: "true", dlqWhy: `failures go to ${target.names[0] ?? target.expression}` };
}

/**
 * `new LambdaFunction(fn, { deadLetterQueue })`, or a dead letter of the function itself:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
function targetDestination({ sighting }: Use, { tracer }: Analysis): Pick<Judgement, "dlq" | "dlqWhy"> | undefined {
  const { rule, call, receiver } = sighting;
  if (rule.broker !== "eventbridge" || !rule.runs) return undefined;
  const functions = selectFirst(rule.runs, call, receiver, tracer);
  const targets = functions.flatMap(({ node: { parent } }) => (parent?.kind === "call" ? [parent] : []));
  const made = functions.flatMap((ref) => tracer.trace(ref)).flatMap(({ node }) => (node.kind === "call" ? [node] : []));
  if (targets.length === 0) return undefined;
  const kept = targets.some((target) => valueOf(target, /^(deadLetterQueue|dead_letter_queue)$/) !== undefined);
  if (kept) return { dlq: "true", dlqWhy: "the target has a dead-letter queue" };
  if (made.length < functions.length) return undefined;
  const own = made.some(
    (each) =>
      valueOf(each, /^(deadLetter(Queue|QueueEnabled|Topic)|onFailure|dead_letter_(queue|queue_enabled|topic)|on_failure)$/) !== undefined,
  );
  return own
    ? { dlq: "true", dlqWhy: "the function has a failure destination" }
    : { dlq: "false", dlqWhy: "the target has no dead-letter queue" };
}

/** The failure destination as a dead-letter place. */
export function failureDestinationFact(use: Use, analysis: Analysis): Fact[] {
  const { sighting } = use;
  const [place] =
    sighting.rule.does === "consume" ? selectFirst(sighting.rule.deadLetter, sighting.call, sighting.receiver, analysis.tracer) : [];
  if (!place) return [];
  const target = read(sighting.rule.deadLetter, sighting, analysis).names[0] ?? null;
  const kind = (sighting.rule.broker ?? sighting.detector.broker) === "rabbitmq" ? "rabbit-dlx" : "lambda-onfailure";
  return [{ fact: "dead-letter", file: moduleOf(place.node).path, line: place.node.line, kind, channel: target }];
}

/** The publish call, or the call of a wrapper that leaves the channel to its caller. */
function siteOf({ node, frame, sighting }: NonNullable<Judgement["deadLetter"]>, own: Frame | undefined, analysis: Analysis): Node {
  if (readChannel({ ...sighting, call: { node: sighting.call.node } }, analysis).names.length > 0) return node;
  let site: Node = node;
  for (let at = frame; at && at !== own; at = at.caller) if (at.call) site = at.call;
  return site;
}

const deadLetterKinds: Partial<Record<FactOf<"consumer">["broker"], FactOf<"dead-letter">["kind"]>> = {
  kafka: "kafka-dlq-topic",
  nats: "nats-maxdeliver-term",
};

/** A handler that publishes to a dead-letter channel by itself. */
export function deadLetterFact({ deadLetter, handler }: Judgement, consumer: FactOf<"consumer">, analysis: Analysis): Fact[] {
  if (!deadLetter) return [];
  const node = siteOf(deadLetter, handler?.start.frame, analysis);
  const source = Array.isArray(consumer.channel) ? consumer.channel[0] : consumer.channel;
  return [
    {
      fact: "dead-letter",
      file: moduleOf(node).path,
      line: node.kind === "call" && node.callee.kind === "member" && !node.isNew ? node.callee.propertyLine : node.line,
      kind: deadLetterKinds[consumer.broker] ?? "other",
      channel: deadChannel(deadLetter) ?? null,
      ...(source && { source }),
    },
  ];
}
