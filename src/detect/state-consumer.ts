import { read, type Analysis } from "./analysis.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Judgement } from "./judge/judge.ts";
import { moduleOf } from "./syntax/node.ts";
import { commonParts } from "./state-producer.ts";
import { carriedBy } from "./transports.ts";
import type { Use } from "./uses.ts";

export function consumerFact(use: Use, judgement: Judgement, analysis: Analysis): FactOf<"consumer"> {
  const { rule, detector } = use.sighting;
  const { handler, signs } = judgement;
  const carried = carriedBy(use.sighting, analysis);
  const patterns = use.channel.names;
  const group = carried?.group ?? read(rule.group, use.sighting, analysis, use.frame).names[0];
  const sign = signs[0];
  const { dlq, dlqWhy, retry, retryWhy } = judgement;
  return {
    fact: "consumer",
    ...commonParts(use, carried?.queue ?? patterns),
    broker: carried?.broker ?? rule.broker ?? detector.broker,
    channelKind: carried?.kind ?? rule.kind ?? detector.kind,
    ...(carried?.queue && patterns.length === 1 && { eventType: patterns[0]! }),
    ...(carried?.queue && patterns.length > 1 && { eventTypes: patterns }),
    ...(group !== undefined && { group }),
    ...(handler && { handler: handler.name }),
    ...(dlq !== undefined && { dlq }),
    ...(dlqWhy !== undefined && { dlqWhy }),
    ...(retry !== undefined && { retry }),
    ...(retryWhy !== undefined && { retryWhy }),
    idempotent: sign?.kind ?? "unknown",
    ...(sign && { idempotentWhy: sign.why }),
  };
}

const deadLetterKinds: Partial<Record<FactOf<"consumer">["broker"], FactOf<"dead-letter">["kind"]>> = { kafka: "kafka-dlq-topic", nats: "nats-maxdeliver-term" };

/** A handler that publishes to a dead-letter channel by itself. */
export function deadLetterFact({ deadLetter }: Judgement, consumer: FactOf<"consumer">): Fact[] {
  if (!deadLetter) return [];
  const { node } = deadLetter;
  const source = Array.isArray(consumer.channel) ? consumer.channel[0] : consumer.channel;
  return [
    {
      fact: "dead-letter",
      file: moduleOf(node).path,
      line: node.kind === "call" && node.callee.kind === "member" && !node.isNew ? node.callee.propertyLine : node.line,
      kind: deadLetterKinds[consumer.broker] ?? "other",
      channel: deadLetter.channels[0] ?? null,
      ...(source && { source }),
    },
  ];
}
