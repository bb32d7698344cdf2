import { expressionOf, read, type Analysis } from "./analysis.ts";
import { setsCorrelationId } from "./correlation.ts";
import { eventNames, namesAtSite, type EventName } from "./event-names.ts";
import type { Fact, FactOf } from "../fact.ts";
import { isTypeName } from "./judge/words.ts";
import { payloadFields } from "./payload-fields.ts";
import type { Ref } from "./resolve/tracer.ts";
import { carriedBy } from "./transports.ts";
import { isRequest } from "./replies.ts";
import { readChannel, type Use } from "./uses.ts";

export function producerFact(use: Use, analysis: Analysis): FactOf<"producer"> {
  const { rule, detector } = use.sighting;
  const carried = carriedBy(use.sighting, analysis);
  const patterns = use.channel.names;
  const names = carried?.queue ?? patterns;
  const types = (carried ? patterns : namesOf(use, analysis).map((each) => each.name)).filter(isTypeName);
  const routing = read(rule.routingKey, use.sighting, analysis, use.frame).names;
  const payload = use.isWrapper ? undefined : payloadFields(use.sighting, analysis, use.frames?.[0] ?? use.frame);
  const viaQueue = rule.otherwise !== undefined && readChannel(use.sighting, analysis, use.frame).replaced;
  return {
    fact: "producer",
    ...commonParts(use, names, carried?.open),
    broker: carried?.broker ?? rule.broker ?? detector.broker,
    channelKind: carried?.kind ?? (viaQueue ? "queue" : (rule.kind ?? detector.kind)),
    ...(routing.length === 1 && routing[0] !== "" && !viaQueue && { routingKey: routing[0]! }),
    ...(types[0] !== undefined && { eventType: types[0] }),
    ...(types.length > 1 && { eventTypes: types }),
    ...(isRequest(use) && { replies: true }),
    ...(payload && { payload }),
    ...(!use.isWrapper && setsCorrelationId(use, analysis) && { correlationId: true }),
    ...(rule.keyed && !use.isWrapper && { key: read(rule.key, use.sighting, analysis, use.frame).expression !== undefined }),
  };
}

export function commonParts(use: Use, names: readonly string[], shared?: Ref) {
  const { rule } = use.sighting;
  const { declared } = use.channel;
  const expression = names.length === 0 && use.channel.names.length > 0 ? shared && expressionOf(shared) : use.channel.expression;
  const known = names.length === 0 && expression === undefined && rule.absent !== undefined ? [rule.absent] : names;
  return {
    file: use.file,
    line: use.line,
    channel: known.length === 0 ? null : known.length === 1 ? known[0]! : [...known],
    ...(known.length === 0 && expression !== undefined && { expression }),
    level: use.level,
    confidence: declared ? ("declared" as const) : ("ast" as const),
    ...(use.via !== undefined && { via: use.via }),
    ...(use.isWrapper && { wrapper: true as const }),
  };
}

function namesOf(use: Use, analysis: Analysis): EventName[] {
  if (use.isWrapper || isRequest(use)) return [];
  const frames = use.frames ?? [use.frame];
  const found = frames.flatMap((frame) => eventNames(use.sighting, analysis, { file: use.file, line: use.line }, frame));
  return found.length > 0 || use.level === "direct" ? found : namesAtSite(use.site, analysis);
}

export function eventTypeFacts(use: Use, analysis: Analysis): Fact[] {
  const carried = carriedBy(use.sighting, analysis);
  const named = carried ? [] : namesOf(use, analysis);
  const patterns = carried ? use.channel.names : [];
  const place = { file: use.file, line: use.line };
  return [
    ...named.filter((each) => isTypeName(each.name)).map((each): Fact => ({ fact: "event-type", ...each })),
    ...patterns.map((name): Fact => ({ fact: "event-type", name, aliases: [], ...place })),
  ];
}
