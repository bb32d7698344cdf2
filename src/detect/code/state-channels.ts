import { read, type Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame } from "./resolve/tracer.ts";
import { lineOf, type Sighting } from "./sightings.ts";
import { moduleOf } from "./syntax/node.ts";
import { directUse } from "./uses.ts";
import { followWrappers } from "./wrappers.ts";

/** Channels that code declares on the broker or in infrastructure, with their dead-letter targets. */
export function channelFacts(sightings: readonly Sighting[], analysis: Analysis): Fact[] {
  const facts = sightings.flatMap((sighting): Fact[] => {
    if (sighting.rule.does !== "declare" || sighting.rule.optional) return [];
    const use = directUse(sighting, analysis);
    const frames = followWrappers([use], analysis).flatMap((each) => each.frame ?? []);
    return frames.length > 0
      ? frames.flatMap((frame) => declaration(sighting, analysis, frame))
      : declaration(sighting, analysis, undefined);
  });
  const subscribed = subscriptions(sightings, analysis);
  const known = facts.map((fact) => {
    const from = fact.fact === "channel" ? subscribed.get(fact.name) : undefined;
    return from ? { ...fact, subscribedTo: from } : fact;
  });
  return [...new Map(known.map((fact) => [JSON.stringify(fact), fact])).values()];
}

/** Queues by name, with the topics that code subscribes them to. */
function subscriptions(sightings: readonly Sighting[], analysis: Analysis): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const sighting of sightings) {
    const topics = sighting.rule.subscribedTo ? read(sighting.rule.subscribedTo, sighting, analysis).names : [];
    for (const queue of topics.length > 0 ? read(sighting.rule.channel, sighting, analysis).names : [])
      found.set(queue, [...new Set([...(found.get(queue) ?? []), ...topics])]);
  }
  return found;
}

function declaration(sighting: Sighting, analysis: Analysis, frame: Frame | undefined): Fact[] {
  const { rule, detector, call } = sighting;
  const file = moduleOf(call.node).path;
  const target = read(rule.deadLetter, sighting, analysis, frame);
  const key = read(rule.deadLetterKey, sighting, analysis, frame).names[0];
  const deadLetter = target.names[0] === "" ? key : target.names[0];
  const kind = rule.kind ?? detector.kind;
  const broker = rule.broker ?? detector.broker;
  const logicalId = read(rule.logicalId, sighting, analysis, frame).names[0];
  const given = read(rule.channel, sighting, analysis, frame).names.filter((name) => name !== "");
  const names = given.length > 0 ? given : logicalId === undefined ? [] : [logicalId];
  const maxReceive = Number(read(rule.maxReceive, sighting, analysis, frame).names[0]);
  const counted = Number.isInteger(maxReceive) ? { maxReceive } : {};
  const channels = names.map((name): Fact => ({
    fact: "channel",
    file,
    line: lineOf(call.node),
    broker,
    name,
    kind,
    ...(deadLetter !== undefined && { deadLetter }),
    ...(logicalId !== undefined && { logicalId }),
    ...counted,
  }));
  const place = selectFirst(rule.deadLetter, { node: call.node }, sighting.receiver, analysis.tracer)[0];
  if (target.expression === undefined || !place || (deadLetter === undefined && frame)) return channels;
  const line = moduleOf(place.node).path === file ? place.node.line : lineOf(call.node);
  return [
    ...channels,
    {
      fact: "dead-letter",
      file,
      line,
      kind: broker === "rabbitmq" ? "rabbit-dlx" : broker === "sqs" ? "sqs-redrive" : "other",
      channel: deadLetter ?? null,
      ...(names[0] !== undefined && { source: names[0] }),
      ...counted,
    },
  ];
}
